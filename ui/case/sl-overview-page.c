/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-case"
#include "config.h"

#include "case/sl-overview-page.h"

#include "base/sl-time.h"
#include "case/sl-case-links.h"
#include "case/sl-case-progress.h"
#include "case/sl-fact-row.h"
#include "cases/sl-boundary.h"
#include "cases/sl-case-kind.h"
#include "cases/sl-case-records.h"
#include "site/sl-stage-line.h"
#include "sl-window.h"
#include "widgets/sl-size-bin.h"

#include <glib/gi18n.h>

/* Facts by group, each with its origin; sentences that say what is still to do, each with the way
 * there; the history. One column where there is no width for two. */

/* Lines of history shown; the whole of it is the audit's. */
#define MAX_HISTORY 20

struct _SlOverviewPage
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  SlCase *planning_case;
  GHashTable *rows; /* field name -> SlFactRow, owned by their lists */
  GCancellable *cancellable;
  guint refresh_source;
  SlCaseProgress progress;
  gboolean progress_known;
  guint n_warnings; /* of the site boundary */

  SlStageLine *stages; /* of kinds that are not planned by their response */
  SlSizeBin *size_bin;
  GtkBox *columns;
  GtkLabel *title;
  GtkLabel *proposal;
  GtkLabel *reason;
  AdwPreferencesGroup *key_group;
  GtkListBox *key_facts;
  GtkWidget *more_group;
  GtkListBox *more_facts;
  GtkWidget *todo_group;
  GtkListBox *todo;
  GtkWidget *dates_group;
  GtkListBox *date_facts;
  GtkWidget *people_group;
  GtkListBox *people_facts;
  SlCaseLinks *links;
  GtkWidget *history_group;
  GtkListBox *history;
};

G_DEFINE_FINAL_TYPE (SlOverviewPage, sl_overview_page, ADW_TYPE_BIN)

static gboolean
is_person (const SlField *field)
{
  return field->personal || g_str_has_prefix (field->name, "case-officer");
}

/* Codes and keys that mean nothing to a reader. */
static gboolean
is_hidden (const SlField *field)
{
  static const char *const hidden[] = { "authority-code", "authority-domain", "type-class",
                                        "key-val",        "latitude",         "longitude" };

  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    if (g_str_equal (hidden[i], field->name))
      return TRUE;
  return FALSE;
}

static GtkListBox *
choose_list (SlOverviewPage *self, const SlField *field)
{
  if (field->key)
    return self->key_facts;
  if (is_person (field))
    return self->people_facts;
  if (field->type == SL_FIELD_DATE)
    return self->date_facts;
  return self->more_facts;
}

static void
add_rows (SlOverviewPage *self)
{
  const SlField *fields;
  guint n_fields;
  gboolean writable = !sl_store_is_read_only (sl_casebook_get_store (self->casebook));

  fields = sl_fields_get (&n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      GtkWidget *row;

      if (is_hidden (&fields[i]))
        continue;
      row = sl_fact_row_new (&fields[i], sl_case_get_id (self->planning_case));
      sl_fact_row_set_writable (SL_FACT_ROW (row), writable);
      gtk_list_box_append (choose_list (self, &fields[i]), row);
      g_hash_table_insert (self->rows, (gpointer) fields[i].name, row);
    }
}

/* Whether a local planning authority asks and is answered: only then are the facts of an
 * application and its response owed. */
static gboolean
is_consulted (SlOverviewPage *self)
{
  const SlCaseKind *kind = sl_case_kind_find (sl_casebook_get_packs (self->casebook),
                                              sl_case_get (self->planning_case, "kind"));

  return kind == NULL || kind->consulted;
}

/* Facts that nobody stated stay away, but for those that an officer will be asked for. */
static gboolean
is_wanted (SlOverviewPage *self, const SlField *field)
{
  if (!is_consulted (self))
    return g_str_equal (field->name, "address") || g_str_equal (field->name, "applicant");
  return field->key || g_str_equal (field->name, "dwellings") ||
         g_str_equal (field->name, "applicant") || g_str_equal (field->name, "case-officer") ||
         g_str_equal (field->name, "date-received");
}

static void
show_facts (SlOverviewPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) facts = sl_case_records_list_facts (
      sl_casebook_get_store (self->casebook), sl_case_get_id (self->planning_case), &error);
  g_autoptr (GHashTable) by_field = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                           (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name, row;

  if (facts == NULL)
    {
      g_message ("The facts could not be read: %s", error->message);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (facts); i++)
    {
      SlFact *fact = g_list_model_get_item (facts, i);
      const SlField *field = sl_field_find (sl_fact_get (fact, "field"));
      GPtrArray *values = field != NULL ? g_hash_table_lookup (by_field, field->name) : NULL;

      if (field != NULL && values == NULL)
        {
          values = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (by_field, (gpointer) field->name, values);
        }
      if (values != NULL)
        g_ptr_array_add (values, fact);
      else
        g_object_unref (fact);
    }
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &name, &row))
    {
      GPtrArray *values = g_hash_table_lookup (by_field, name);

      sl_fact_row_set_facts (row, values != NULL ? values : none);
      gtk_widget_set_visible (row, values != NULL || is_wanted (self, sl_field_find (name)));
    }
}

/* The boundary is held against what else is said of the site. */
static void
show_warnings (SlOverviewPage *self)
{
  g_autoptr (GPtrArray) warnings = sl_boundary_check_case (self->planning_case);

  self->n_warnings = warnings->len;
  sl_fact_row_set_warnings (g_hash_table_lookup (self->rows, "boundary"), warnings);
}

static gboolean
has_visible_row (GtkListBox *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_visible (row))
      return TRUE;
  return FALSE;
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

/* A row whose texts are data, not markup; that must stand before the texts do. */
static GtkWidget *
make_plain_row (void)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  return row;
}

/* ---- still to do ---- */

static void
add_todo (SlOverviewPage *self, const char *text, const char *button_label, const char *action)
{
  GtkWidget *row = make_plain_row ();

  g_object_set (row, "title", text, "title-lines", 0, NULL);
  if (action != NULL)
    {
      GtkWidget *button = gtk_button_new_with_label (button_label);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  gtk_list_box_append (self->todo, row);
}

static void
count_facts (SlOverviewPage *self, guint *n_open, guint *n_key, guint *n_differing)
{
  GHashTableIter iter;
  gpointer name, row;

  *n_open = *n_key = *n_differing = 0;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &name, &row))
    {
      *n_differing += sl_fact_row_differs (row);
      if (!sl_field_find (name)->key || !gtk_widget_get_visible (row))
        continue;
      (*n_key)++;
      *n_open += !sl_fact_row_is_confirmed (row);
    }
}

static void
add_progress_todo (SlOverviewPage *self)
{
  const SlCaseProgress *progress = &self->progress;
  g_autofree char *pictures = g_strdup_printf (
      ngettext ("%u document is a picture only: read it by eye",
                "%u documents are pictures only: read them by eye", progress->n_pictures),
      progress->n_pictures);
  g_autofree char *refused = g_strdup_printf (
      ngettext ("%u file was not opened", "%u files were not opened", progress->n_refused),
      progress->n_refused);
  guint n_left = progress->n_items - progress->n_judged;
  g_autofree char *items = g_strdup_printf (
      ngettext ("%u item is to be judged", "%u items are to be judged", n_left), n_left);

  if (progress->n_documents == 0)
    add_todo (self, _ ("No documents yet. Drop the drawings here, or add them."), _ ("Add files…"),
              "win.import-files");
  if (progress->n_refused > 0)
    add_todo (self, refused, _ ("Show"), "case.view-documents");
  if (progress->n_pictures > 0)
    add_todo (self, pictures, _ ("Show"), "case.view-documents");
  if (!progress->assessment_begun)
    add_todo (self, _ ("No checklist is begun"), _ ("Assess"), "case.view-assess");
  else if (n_left > 0)
    add_todo (self, items, _ ("Assess"), "case.view-assess");
  if (!progress->response_begun && is_consulted (self))
    add_todo (self, _ ("No response is drafted"), _ ("Draft"), "case.view-response");
}

static void
show_todo (SlOverviewPage *self)
{
  const char *due = sl_case_get (self->planning_case, "due-date");
  g_autofree char *confirmed = NULL;
  guint n_open, n_key, n_differing;

  clear_list (self->todo);
  count_facts (self, &n_open, &n_key, &n_differing);
  confirmed = g_strdup_printf (_ ("%u of %u confirmed"), n_key - n_open, n_key);
  adw_preferences_group_set_description (self->key_group, confirmed);
  if (n_differing > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("Sources differ on %u fact: choose the right one",
                    "Sources differ on %u facts: choose the right ones", n_differing),
          n_differing);
      add_todo (self, text, NULL, NULL);
    }
  if (n_open > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u key fact is to be confirmed", "%u key facts are to be confirmed", n_open),
          n_open);
      add_todo (self, text, NULL, NULL);
    }
  if (self->n_warnings > 0)
    add_todo (self, _ ("The site boundary is to be checked"), NULL, NULL);
  if (*due == '\0' && is_consulted (self))
    add_todo (self, _ ("It is not known when the consultation ends"), NULL, NULL);
  if (self->progress_known)
    add_progress_todo (self);
  gtk_widget_set_visible (self->todo_group, has_visible_row (self->todo));
}

static void
progress_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  SlCaseProgress progress;
  SlOverviewPage *self;

  if (!sl_case_progress_finish (result, &progress, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("What is to do could not be counted: %s", error->message);
      return;
    }
  self = SL_OVERVIEW_PAGE (data);
  self->progress = progress;
  self->progress_known = TRUE;
  show_todo (self);
}

/* ---- history ---- */

static void
show_history (SlOverviewPage *self)
{
  g_autoptr (GListModel) history = sl_case_records_list_history (
      sl_casebook_get_store (self->casebook), sl_case_get_id (self->planning_case), MAX_HISTORY,
      NULL);

  clear_list (self->history);
  for (guint i = 0; history != NULL && i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr (GObject) line = g_list_model_get_item (history, i);
      g_autofree char *at = NULL;
      g_autofree char *person = NULL;
      g_autofree char *text = NULL;
      g_autofree char *when = NULL;
      g_autofree char *subtitle = NULL;
      GtkWidget *row = make_plain_row ();

      g_object_get (line, "at", &at, "person-name", &person, "text", &text, NULL);
      when = sl_time_format_long (at);
      subtitle = g_strdup_printf ("%s · %s", when, person);
      g_object_set (row, "title", text, "subtitle", subtitle, "title-lines", 2, NULL);
      gtk_list_box_append (self->history, row);
    }
  gtk_widget_set_visible (self->history_group, has_visible_row (self->history));
}

static void
refresh (SlOverviewPage *self)
{
  SlCase *planning_case = self->planning_case;
  const char *reason = sl_case_get (planning_case, "triage-reason");
  g_autofree char *reason_text = g_strdup_printf (_ ("Why it is here: %s"), reason);

  gtk_label_set_label (self->title, sl_case_get_display_title (planning_case));
  gtk_label_set_label (self->proposal, sl_case_get (planning_case, "proposal"));
  gtk_widget_set_visible (GTK_WIDGET (self->proposal),
                          *sl_case_get (planning_case, "proposal") != '\0');
  gtk_label_set_label (self->reason, reason_text);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), *reason != '\0');
  if (!g_str_equal (sl_case_get (planning_case, "kind"), "planning"))
    sl_stage_line_refresh (self->stages);
  show_facts (self);
  show_warnings (self);
  gtk_widget_set_visible (self->more_group, has_visible_row (self->more_facts));
  gtk_widget_set_visible (self->dates_group, has_visible_row (self->date_facts));
  gtk_widget_set_visible (self->people_group, has_visible_row (self->people_facts));
  sl_case_links_refresh (self->links);
  show_todo (self);
  show_history (self);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  sl_case_progress_async (self->casebook, sl_case_get_id (planning_case), self->cancellable,
                          progress_cb, self);
}

static gboolean
refresh_source_cb (gpointer data)
{
  SlOverviewPage *self = data;

  self->refresh_source = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
queue_refresh (SlOverviewPage *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (60, refresh_source_cb, self);
}

/* While another view is in front, the reading waits until this one is looked at again. */
static void
store_changed_cb (SlOverviewPage *self, const char *kind, const char *id, const char *case_id)
{
  if (g_strcmp0 (case_id, sl_case_get_id (self->planning_case)) == 0 &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    queue_refresh (self);
}

static void
step_cb (SlOverviewPage *self)
{
  guint step = sl_size_bin_get_step (self->size_bin);
  int margin = step > 0 ? 24 : 12;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  step > 1 ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_homogeneous (self->columns, step > 1);
  g_object_set (self->columns, "margin-start", margin, "margin-end", margin, "margin-top", margin,
                NULL);
}

static void
sl_overview_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sl_overview_page_parent_class)->map (widget);
  queue_refresh (SL_OVERVIEW_PAGE (widget));
}

static void
sl_overview_page_dispose (GObject *object)
{
  SlOverviewPage *self = SL_OVERVIEW_PAGE (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_overview_page_parent_class)->dispose (object);
}

static void
sl_overview_page_class_init (SlOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_overview_page_dispose;
  widget_class->map = sl_overview_page_map;

  g_type_ensure (SL_TYPE_CASE_LINKS);
  g_type_ensure (SL_TYPE_SIZE_BIN);
  g_type_ensure (SL_TYPE_STAGE_LINE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/case/sl-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, stages);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, size_bin);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, columns);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, proposal);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, reason);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, key_group);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, key_facts);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, more_group);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, more_facts);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, todo_group);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, todo);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, dates_group);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, date_facts);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, people_group);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, people_facts);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, links);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, history_group);
  gtk_widget_class_bind_template_child (widget_class, SlOverviewPage, history);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
}

static void
sl_overview_page_init (SlOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_hash_table_new (g_str_hash, g_str_equal);
  step_cb (self);
}

/**
 * sl_overview_page_new:
 * @casebook: the opened data folder
 * @planning_case: the case
 *
 * Returns: (transfer floating): the overview of @planning_case
 */
GtkWidget *
sl_overview_page_new (SlCasebook *casebook, SlCase *planning_case)
{
  SlOverviewPage *self = g_object_new (SL_TYPE_OVERVIEW_PAGE, NULL);

  self->casebook = g_object_ref (casebook);
  self->planning_case = g_object_ref (planning_case);
  sl_stage_line_set_case (self->stages, casebook, planning_case);
  sl_case_links_set_case (self->links, casebook, planning_case);
  add_rows (self);
  g_signal_connect_object (sl_casebook_get_store (casebook), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
