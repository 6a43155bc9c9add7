/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-case-row.h"

#include "cases/sl-case-kind.h"
#include "widgets/sl-due-chip.h"

#include <glib/gi18n.h>

/* Two lines that hold at 320 px: what and where; then reference, authority and why or stage. */

struct _SlCaseRow
{
  GtkWidget parent_instance;

  SlCase *planning_case;
  SlPackLibrary *packs; /* NULL: planning alone is shown */

  GtkLabel *title;
  GtkLabel *subtitle;
  SlDueChip *due;
};

enum
{
  PROP_0,
  PROP_CASE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlCaseRow, sl_case_row, GTK_TYPE_WIDGET)

static void
append (GString *line, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, text);
}

/* The words for stages are those of a response; a case of another kind has its own, and of these
 * only that all are behind. */
static gboolean
is_at_stage (SlCase *planning_case)
{
  return g_str_equal (sl_case_get (planning_case, "triage"), "case") &&
         (g_str_equal (sl_case_get (planning_case, "kind"), "planning") ||
          g_str_equal (sl_case_get (planning_case, "stage"), "closed"));
}

static void
update (SlCaseRow *self)
{
  g_autoptr (GString) line = g_string_new (NULL);
  SlCase *planning_case = self->planning_case;

  if (planning_case == NULL)
    return;
  append (line, sl_case_get_kind_word (planning_case, self->packs));
  append (line, sl_case_get (planning_case, "reference"));
  append (line, sl_case_get (planning_case, "authority-name"));
  if (is_at_stage (planning_case))
    append (line, sl_case_get_stage_word (planning_case, self->packs));
  else
    append (line, sl_case_get (planning_case, "triage-reason"));
  gtk_label_set_label (self->title, sl_case_get_display_title (planning_case));
  gtk_label_set_label (self->subtitle, line->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), sl_case_get (planning_case, "proposal"));
  sl_due_chip_set_date (self->due, sl_case_get_owed_date (planning_case));
}

static void
notify_cb (SlCaseRow *self)
{
  update (self);
}

static void
sl_case_row_dispose (GObject *object)
{
  SlCaseRow *self = SL_CASE_ROW (object);
  GtkWidget *child;

  sl_case_row_set_case (self, NULL);
  g_clear_object (&self->packs);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sl_case_row_parent_class)->dispose (object);
}

static void
sl_case_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CASE)
    g_value_set_object (value, SL_CASE_ROW (object)->planning_case);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sl_case_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CASE)
    sl_case_row_set_case (SL_CASE_ROW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sl_case_row_class_init (SlCaseRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_case_row_dispose;
  object_class->get_property = sl_case_row_get_property;
  object_class->set_property = sl_case_row_set_property;
  properties[PROP_CASE] = g_param_spec_object ("case", NULL, NULL, SL_TYPE_CASE,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                   G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "caserow");
}

static GtkLabel *
make_line (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
sl_case_row_init (SlCaseRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (lines, GTK_WIDGET (self));
  self->title = make_line (lines);
  self->subtitle = make_line (lines);
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "meta");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "caption");
  self->due = SL_DUE_CHIP (sl_due_chip_new ());
  g_object_set (self->due, "brief", TRUE, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->due), GTK_WIDGET (self));
}

/**
 * sl_case_row_new:
 *
 * Returns: (transfer floating): a row without a case
 */
GtkWidget *
sl_case_row_new (void)
{
  return g_object_new (SL_TYPE_CASE_ROW, NULL);
}

/**
 * sl_case_row_set_case:
 * @planning_case: (nullable): what to show
 */
void
sl_case_row_set_case (SlCaseRow *self, SlCase *planning_case)
{
  g_return_if_fail (SL_IS_CASE_ROW (self));

  if (self->planning_case == planning_case)
    return;
  if (self->planning_case != NULL)
    g_signal_handlers_disconnect_by_data (self->planning_case, self);
  g_set_object (&self->planning_case, planning_case);
  if (planning_case != NULL)
    g_signal_connect_swapped (planning_case, "notify", G_CALLBACK (notify_cb), self);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CASE]);
}

/**
 * sl_stage_get_word:
 * @stage: as the case keeps it
 *
 * Returns: (transfer none): the stage as people read it
 */
const char *
sl_stage_get_word (const char *stage)
{
  static const struct
  {
    const char *stage;
    const char *word;
  } stages[] = {
    { "identified", N_ ("Identified") },
    { "reading", N_ ("Reading") },
    { "assessing", N_ ("Assessing") },
    { "drafting", N_ ("Drafting") },
    { "in-review", N_ ("In review") },
    { "approved", N_ ("Approved") },
    { "sent", N_ ("Sent") },
    { "closed", N_ ("Closed") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    if (g_strcmp0 (stages[i].stage, stage) == 0)
      return _ (stages[i].word);
  return "";
}

static const SlCaseKind *
find_other_kind (SlCase *planning_case, SlPackLibrary *packs)
{
  const char *kind = sl_case_get (planning_case, "kind");

  return packs == NULL || g_str_equal (kind, "planning") ? NULL : sl_case_kind_find (packs, kind);
}

/**
 * sl_case_get_kind_word:
 * @planning_case: a case
 * @packs: (nullable): the library
 *
 * Returns: (transfer none): what kind of case it is, "" for planning
 */
const char *
sl_case_get_kind_word (SlCase *planning_case, SlPackLibrary *packs)
{
  const SlCaseKind *kind = find_other_kind (planning_case, packs);

  return kind != NULL ? kind->title : "";
}

/**
 * sl_case_get_stage_word:
 * @planning_case: a case
 * @packs: (nullable): the library
 *
 * Returns: (transfer none): the stage at work as people read it
 */
const char *
sl_case_get_stage_word (SlCase *planning_case, SlPackLibrary *packs)
{
  const SlCaseKind *kind = find_other_kind (planning_case, packs);
  const char *step = sl_case_get (planning_case, "step");
  const SlStage *stage = kind != NULL ? sl_case_kind_find_stage (kind, step) : NULL;

  return stage != NULL ? stage->title : sl_stage_get_word (sl_case_get (planning_case, "stage"));
}

/**
 * sl_case_row_set_packs:
 * @self: a row
 * @packs: the library that names the kinds of case
 */
void
sl_case_row_set_packs (SlCaseRow *self, SlPackLibrary *packs)
{
  g_return_if_fail (SL_IS_CASE_ROW (self));
  g_set_object (&self->packs, packs);
}
