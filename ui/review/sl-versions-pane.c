/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-versions-pane.h"

#include "review/sl-review-words.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* The newest versions stand here; the earlier ones on demand, so that what approval waits for is
 * never pushed out of sight. */

#define N_VERSIONS_FIRST 4

struct _SlVersionsPane
{
  GtkWidget parent_instance;

  char *shown;
  gboolean all;     /* earlier versions were asked for */
  gboolean filling; /* the list changes by itself */
  GListModel *versions;
  gboolean has_draft_row;
  gboolean can_overrule;
  SlReviewRules *rules; /* whose prompts stand here; NULL none */
  GHashTable *done;
  gboolean editable;
  const char *offered_stage, *filled_stage; /* static strings */

  GtkWidget *content; /* all else stands in it */
  GtkWidget *back;
  GtkMenuButton *compare;
  GtkListBox *list;
  GtkButton *earlier;
  GtkWidget *checks_title;
  GtkBox *checks;
  GtkWidget *prompts_box;
  GtkDropDown *stage;
  GtkBox *prompts;
};

enum
{
  SIGNAL_VERSION_CHOSEN,
  SIGNAL_CHECK_CHOSEN,
  SIGNAL_PROMPT_SET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlVersionsPane, sl_versions_pane, GTK_TYPE_WIDGET)

static void
clear (GtkWidget *parent)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (parent)) != NULL)
    if (GTK_IS_LIST_BOX (parent))
      gtk_list_box_remove (GTK_LIST_BOX (parent), child);
    else
      gtk_box_remove (GTK_BOX (parent), child);
}

/* Versions. */

static GtkWidget *
make_chip (const char *state)
{
  GtkWidget *chip = gtk_label_new (sl_review_state_word (state));
  const char *css_class = sl_review_state_class (state);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "square");
  if (css_class != NULL)
    gtk_widget_add_css_class (chip, css_class);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

static void
append_line (GtkWidget *box, const char *text, gboolean meta)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;
  label = sl_wrapped_label_new (text, "caption");
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  if (meta)
    gtk_widget_add_css_class (label, "meta");
  gtk_box_append (GTK_BOX (box), label);
}

static void
append_row (SlVersionsPane *self,
            const char *id,
            const char *title,
            const char *state,
            GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "strong");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), make_chip (state));
  gtk_box_prepend (GTK_BOX (box), line);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  gtk_list_box_append (self->list, row);
  if (g_strcmp0 (id, self->shown) == 0)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

/* Who did the last thing to it, in what role, and when; then in their words why. */
static void
append_version (SlVersionsPane *self, SlVersion *version)
{
  const char *state = sl_version_get (version, "state");
  gboolean decided = *sl_version_get (version, "decided-at") != '\0' &&
                     !g_str_equal (state, "submitted");
  const char *who = sl_version_get (version, decided ? "decided-by-name" : "author-name");
  const char *role = sl_version_get (version, decided ? "decided-by-role" : "author-role");
  const char *reason = sl_version_get (version, "reason");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *title = g_strdup_printf (_ ("Version %u"), sl_version_get_number (version));
  g_autofree char *when = sl_review_when (
      sl_version_get (version, decided ? "decided-at" : "submitted-at"));
  g_autofree char *line = g_strdup_printf (_ ("%s, %s"), who, when);

  append_line (box, line, TRUE);
  append_line (box, role, TRUE);
  append_line (box, *reason != '\0' ? reason : sl_version_get (version, "note"), FALSE);
  append_row (self, sl_version_get_id (version), title, state, box);
}

static void
fill_versions (SlVersionsPane *self)
{
  guint n_versions = g_list_model_get_n_items (self->versions), n_shown;
  g_autofree char *text = NULL;

  self->filling = TRUE;
  clear (GTK_WIDGET (self->list));
  if (self->has_draft_row)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

      append_line (box,
                   n_versions > 0 ? _ ("As it stands now, changed since it was sent")
                                  : _ ("As it stands now, not sent yet"),
                   TRUE);
      append_row (self, SL_REVIEW_DRAFT, _ ("The draft"), "draft", box);
    }
  n_shown = self->all ? n_versions : MIN (n_versions, N_VERSIONS_FIRST);
  for (guint i = 0; i < n_versions; i++)
    {
      g_autoptr (SlVersion) version = g_list_model_get_item (self->versions, i);

      /* An earlier one that was asked for by a menu stands here too. */
      if (i < n_shown || g_strcmp0 (sl_version_get_id (version), self->shown) == 0)
        append_version (self, version);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), n_versions > n_shown);
  text = g_strdup_printf (
      ngettext ("Show %u earlier version", "Show %u earlier versions", n_versions - n_shown),
      n_versions - n_shown);
  gtk_button_set_label (self->earlier, text);
  self->filling = FALSE;
}

static void
earlier_cb (SlVersionsPane *self)
{
  self->all = TRUE;
  fill_versions (self);
}

static void
row_selected_cb (SlVersionsPane *self, GtkListBoxRow *row)
{
  const char *id = row != NULL ? g_object_get_data (G_OBJECT (row), "id") : NULL;

  if (!self->filling && id != NULL && g_strcmp0 (id, self->shown) != 0)
    g_signal_emit (self, signals[SIGNAL_VERSION_CHOSEN], 0, id);
}

/* Before approval. */

static const char *
get_link_text (const char *kind)
{
  if (g_str_equal (kind, "comment"))
    return _ ("Go to the comment");
  if (g_str_equal (kind, "block"))
    return _ ("Go to the paragraph");
  if (g_str_equal (kind, "item"))
    return _ ("Go to the item");
  return NULL;
}

static void
link_cb (GtkWidget *button, SlVersionsPane *self)
{
  g_signal_emit (self, signals[SIGNAL_CHECK_CHOSEN], 0,
                 g_object_get_data (G_OBJECT (button), "kind"),
                 g_object_get_data (G_OBJECT (button), "id"));
}

static GtkWidget *
make_link (SlVersionsPane *self, const SlReviewCheck *check)
{
  const char *text = check->target_kind != NULL ? get_link_text (check->target_kind) : NULL;
  GtkWidget *button;

  if (text == NULL || check->target_id == NULL || *check->target_id == '\0')
    return NULL;
  button = gtk_button_new_with_label (text);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_add_css_class (button, "go-to");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "kind", g_strdup (check->target_kind), g_free);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (check->target_id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (link_cb), self);
  return button;
}

/* What blocks is mended, or overruled with a reason by a manager. */
static GtkWidget *
make_overrule (const SlReviewCheck *check)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Overrule…"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_add_css_class (button, "go-to");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, check->text);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", check->remark_key);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.overrule");
  return button;
}

/* The shape says it, and for those who do not see it a word. */
static GtkWidget *
make_check_icon (const SlReviewCheck *check)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (check->passed   ? "sl-verdict-met-symbolic"
                                                  : check->blocks ? "sl-verdict-not-met-symbolic"
                                                                  : "dialog-warning-symbolic");

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, check->passed   ? "verdict-met"
                                  : check->blocks ? "verdict-not-met"
                                                  : "verdict-partly");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  check->passed   ? _ ("Done")
                                  : check->blocks ? _ ("Approval waits for this")
                                                  : _ ("To look at"),
                                  -1);
  return icon;
}

static void
append_check (SlVersionsPane *self, const SlReviewCheck *check)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *link = check->passed ? NULL : make_link (self, check);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), sl_wrapped_label_new (check->text, NULL));
  if (link != NULL)
    gtk_box_append (GTK_BOX (box), link);
  if (self->can_overrule && *check->remark_key != '\0')
    gtk_box_append (GTK_BOX (box), make_overrule (check));
  gtk_box_append (GTK_BOX (row), make_check_icon (check));
  gtk_box_append (GTK_BOX (row), box);
  gtk_box_append (self->checks, row);
}

/* What waits comes first. */
static void
fill_checks (SlVersionsPane *self, GPtrArray *checks)
{
  clear (GTK_WIDGET (self->checks));
  gtk_widget_set_visible (self->checks_title, checks != NULL && checks->len > 0);
  for (guint pass = 0; checks != NULL && pass < 3; pass++)
    for (guint i = 0; i < checks->len; i++)
      {
        const SlReviewCheck *check = g_ptr_array_index (checks, i);
        guint place = check->passed ? 2 : check->blocks ? 0 : 1;

        if (place == pass)
          append_check (self, check);
      }
}

/* Prompts. */

/* The stages of the role profile (S002) at which a manager asks. */
static const struct
{
  const char *stage, *label;
} stages[] = {
  { "briefing", N_ ("Verbal briefing") },
  { "draft", N_ ("Draft") },
  { "final", N_ ("Final") },
};

static void
prompt_cb (GtkCheckButton *button, SlVersionsPane *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_PROMPT_SET], 0, g_object_get_data (G_OBJECT (button), "id"),
                   gtk_check_button_get_active (button));
}

static GtkWidget *
make_prompt (SlVersionsPane *self, const SlReviewPrompt *prompt)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), sl_wrapped_label_new (prompt->text, NULL));
  if (prompt->source != NULL && *prompt->source != '\0')
    {
      GtkWidget *source = sl_wrapped_label_new (prompt->source, "caption");

      gtk_widget_add_css_class (source, "meta");
      gtk_box_append (GTK_BOX (box), source);
    }
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  prompt->text, -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (prompt->id), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (prompt_cb), self);
  return button;
}

static gboolean
is_done (SlVersionsPane *self, const char *id)
{
  const char *mark = self->done != NULL ? g_hash_table_lookup (self->done, id) : NULL;

  return mark != NULL && *mark != '\0';
}

/* The boxes are made anew for another stage only: the one with the focus keeps it while it is
 * ticked. */
static void
fill_prompts (SlVersionsPane *self)
{
  guint selected = gtk_drop_down_get_selected (self->stage);
  const char *stage = stages[selected < G_N_ELEMENTS (stages) ? selected : 0].stage;

  if (self->rules == NULL)
    return;
  self->filling = TRUE;
  if (g_strcmp0 (stage, self->filled_stage) != 0)
    {
      g_autoptr (GPtrArray) prompts = sl_review_rules_list_prompts (self->rules, stage);

      clear (GTK_WIDGET (self->prompts));
      for (guint i = 0; prompts != NULL && i < prompts->len; i++)
        gtk_box_append (self->prompts, make_prompt (self, g_ptr_array_index (prompts, i)));
      self->filled_stage = stage;
    }
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->prompts)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                                   is_done (self, g_object_get_data (G_OBJECT (button), "id")));
      gtk_widget_set_sensitive (button, self->editable);
    }
  self->filling = FALSE;
}

static guint
find_stage (const char *stage)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (g_str_equal (stages[i].stage, stage))
      return i;
  return 0;
}

static void
stage_cb (SlVersionsPane *self)
{
  fill_prompts (self);
}

/* Class. */

static void
sl_versions_pane_dispose (GObject *object)
{
  /* First: the list of stages tells that it loses its choice as it goes. */
  g_clear_object (&SL_VERSIONS_PANE (object)->rules);
  gtk_widget_dispose_template (GTK_WIDGET (object), SL_TYPE_VERSIONS_PANE);
  g_clear_object (&SL_VERSIONS_PANE (object)->versions);
  G_OBJECT_CLASS (sl_versions_pane_parent_class)->dispose (object);
}

static void
sl_versions_pane_finalize (GObject *object)
{
  g_free (SL_VERSIONS_PANE (object)->shown);
  g_clear_pointer (&SL_VERSIONS_PANE (object)->done, g_hash_table_unref);
  G_OBJECT_CLASS (sl_versions_pane_parent_class)->finalize (object);
}

static void
sl_versions_pane_class_init (SlVersionsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_versions_pane_dispose;
  object_class->finalize = sl_versions_pane_finalize;

  signals[SIGNAL_VERSION_CHOSEN] = g_signal_new ("version-chosen", SL_TYPE_VERSIONS_PANE,
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CHECK_CHOSEN] = g_signal_new ("check-chosen", SL_TYPE_VERSIONS_PANE,
                                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                               2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_PROMPT_SET] = g_signal_new ("prompt-set", SL_TYPE_VERSIONS_PANE, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                             G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/review/sl-versions-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SlVersionsPane, content);
  gtk_widget_class_bind_template_child (widget_class, SlVersionsPane, back);
  gtk_widget_class_bind_template_child (widget_class, SlVersionsPane, compare);
  gtk_widget_class_bind_template_child (widget_class, SlVersionsPane, list);
  gtk_widget_class_bind_template_child (widget_class, SlVersionsPane, earlier);
  gtk_widget_class_bind_template_child (widget_class, SlVersionsPane, checks_title);
  gtk_widget_class_bind_template_child (widget_class, SlVersionsPane, checks);
  gtk_widget_class_bind_template_child (widget_class, SlVersionsPane, prompts_box);
  gtk_widget_class_bind_template_child (widget_class, SlVersionsPane, stage);
  gtk_widget_class_bind_template_child (widget_class, SlVersionsPane, prompts);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, stage_cb);
  gtk_widget_class_set_css_name (widget_class, "versionspane");
}

static void
sl_versions_pane_init (SlVersionsPane *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    gtk_string_list_append (names, _ (stages[i].label));
  gtk_drop_down_set_model (self->stage, G_LIST_MODEL (names));
}

/**
 * sl_versions_pane_set_state:
 * @state: of a case
 * @shown: id of what is shown
 * @can_overrule: offer to overrule the remarks that block
 *
 * Shows the versions of a case and what approval waits for.
 */
void
sl_versions_pane_set_state (SlVersionsPane *self,
                            SlReviewState *state,
                            const char *shown,
                            gboolean can_overrule)
{
  g_autoptr (SlVersion) newest = NULL;
  gboolean issued;

  g_return_if_fail (SL_IS_VERSIONS_PANE (self));

  newest = g_list_model_get_item (state->versions, 0);
  issued = newest != NULL && g_str_equal (sl_version_get (newest, "state"), "issued");
  g_set_object (&self->versions, state->versions);
  self->has_draft_row = state->draft != NULL &&
                        (state->draft_differs || g_list_model_get_n_items (state->versions) == 0);
  g_free (self->shown);
  self->shown = g_strdup (shown);
  self->can_overrule = can_overrule;
  fill_versions (self);
  /* What was sent waits for nothing any more. */
  fill_checks (self, issued ? NULL : state->checks);
}

/**
 * sl_versions_pane_set_prompts:
 * @rules: (nullable): whose prompts; %NULL hides them
 * @stage: the one that fits, until another is chosen
 * @done: (nullable): which of them are ticked
 * @editable: whether they can be ticked
 *
 * Shows what a manager asks of a draft.
 */
void
sl_versions_pane_set_prompts (SlVersionsPane *self,
                              SlReviewRules *rules,
                              const char *stage,
                              GHashTable *done,
                              gboolean editable)
{
  g_return_if_fail (SL_IS_VERSIONS_PANE (self));

  gtk_widget_set_visible (self->prompts_box, rules != NULL);
  g_set_object (&self->rules, rules);
  g_clear_pointer (&self->done, g_hash_table_unref);
  self->done = done != NULL ? g_hash_table_ref (done) : NULL;
  self->editable = editable;
  if (rules == NULL)
    return;
  if (g_strcmp0 (self->offered_stage, stage) != 0)
    {
      self->offered_stage = stage;
      gtk_drop_down_set_selected (self->stage, find_stage (stage));
    }
  fill_prompts (self);
}

/**
 * sl_versions_pane_set_compare:
 * @label: "Compare 3 with 2"
 * @menu: (nullable): what it can be compared with; NULL hides the button
 */
void
sl_versions_pane_set_compare (SlVersionsPane *self, const char *label, GMenuModel *menu)
{
  g_return_if_fail (SL_IS_VERSIONS_PANE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->compare), menu != NULL);
  if (menu == NULL)
    return;
  gtk_menu_button_set_label (self->compare, label);
  gtk_menu_button_set_menu_model (self->compare, menu);
}

/**
 * sl_versions_pane_set_folded:
 * @folded: it lies over the text, and is left by a button
 */
void
sl_versions_pane_set_folded (SlVersionsPane *self, gboolean folded)
{
  g_return_if_fail (SL_IS_VERSIONS_PANE (self));
  gtk_widget_set_visible (self->back, folded);
}
