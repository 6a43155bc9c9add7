/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-sheet-view.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "case/sl-case-page.h"
#include "schemes/sl-certificate.h"
#include "site/sl-entry-row.h"
#include "site/sl-field-row.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* Builds a form's parts and groups as lists of rows. A group that may stand several times is a list
 * of expanders, one an entry. Rows are kept while the sheet says the same entries, so that focus
 * and scrolling stay; only an entry that comes or goes changes the list. Past 600 lines because
 * rows, entries, what they offer and what they lack have to be kept in step with one sheet. */

struct _SlSheetView
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  SlSheet *sheet;
  GHashTable *offers; /* type of field (of entries: the field) -> Offers */
  GPtrArray *rows;    /* of Row */
  GPtrArray *groups;  /* of Group, those with entries */
  GtkWidget *content;
  char *wish; /* id of the entry that was added and is to be opened */
  gboolean locked;
};

/* A field on the page: the sheet's own, or of an entry. */
typedef struct
{
  SlFieldRow *row; /* borrowed of its list */
  char *group_id;
  char *entry_id; /* "" the sheet's own */
} Row;

typedef struct
{
  const SlFormGroup *group;
  GtkListBox *list;     /* borrowed */
  GtkWidget *add;       /* borrowed */
  GPtrArray *entry_ids; /* as shown */
} Group;

G_DEFINE_FINAL_TYPE (SlSheetView, sl_sheet_view, ADW_TYPE_BIN)

static guint filled;

static void
row_free (Row *row)
{
  g_free (row->group_id);
  g_free (row->entry_id);
  g_free (row);
}

static void
group_free (Group *group)
{
  g_ptr_array_unref (group->entry_ids);
  g_free (group);
}

static SlStore *
get_store (SlSheetView *self)
{
  return sl_casebook_get_store (self->casebook);
}

static gboolean
is_editable (SlSheetView *self)
{
  return sl_sheet_is_open (self->sheet) && !self->locked;
}

/* ---- what fields offer that the form cannot know ---- */

typedef struct
{
  GPtrArray *ids, *labels; /* owned strings, NULL at the end */
} Offers;

static void
offers_free (Offers *offers)
{
  g_ptr_array_unref (offers->ids);
  g_ptr_array_unref (offers->labels);
  g_free (offers);
}

static Offers *
read_offers (SlSheetView *self, const SlFormField *field)
{
  g_autoptr (GPtrArray) list = sl_sheet_list_offers (
      self->sheet, get_store (self), sl_casebook_get_packs (self->casebook), field, NULL);
  Offers *offers = g_new0 (Offers, 1);

  offers->ids = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  offers->labels = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SlSheetOffer *offer = g_ptr_array_index (list, i);

      g_ptr_array_add (offers->ids, g_strdup (offer->value));
      g_ptr_array_add (offers->labels, g_strdup (offer->label));
    }
  return offers;
}

/* The same persons, standards, guides and items are offered in many fields: they are read once for
 * a sheet. Entries change under one's hands. */
static void
give_offers (SlSheetView *self, SlFieldRow *row)
{
  const SlFormField *field = sl_field_row_get_field (row);
  gpointer key = GINT_TO_POINTER (field->type);
  Offers *offers;

  switch (field->type)
    {
    case SL_FORM_FIELD_PERSON:
    case SL_FORM_FIELD_STANDARD:
    case SL_FORM_FIELD_GUIDE:
    case SL_FORM_FIELD_ITEM:
    case SL_FORM_FIELD_ENTRY:
      break;
    default:
      return;
    }
  if (field->type == SL_FORM_FIELD_ENTRY)
    key = (gpointer) field;
  offers = g_hash_table_lookup (self->offers, key);
  if (offers == NULL)
    {
      offers = read_offers (self, field);
      g_hash_table_insert (self->offers, key, offers);
    }
  sl_field_row_set_offers (row, (const char *const *) offers->ids->pdata,
                           (const char *const *) offers->labels->pdata);
}

static gboolean
is_of_field (gpointer key, gpointer value, gpointer data)
{
  return GPOINTER_TO_SIZE (key) > SL_FORM_FIELD_ENTRY;
}

/* ---- rows ---- */

static void
value_changed_cb (SlFieldRow *field_row, const char *value, SlSheetView *self)
{
  const SlSheetValue changed = { sl_field_row_get_field (field_row)->id, value };
  const char *entry_id = g_object_get_data (G_OBJECT (field_row), "sl-entry");

  sl_window_apply (GTK_WIDGET (self), sl_sheet_change_set (self->sheet, entry_id, &changed, 1),
                   NULL, NULL);
}

static GtkWidget *
make_row (SlSheetView *self, const SlFormGroup *group, const SlFormField *field, const char *entry)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *widget = sl_field_row_new (field);

  row->row = SL_FIELD_ROW (widget);
  row->group_id = g_strdup (group->id);
  row->entry_id = g_strdup (entry != NULL ? entry : "");
  g_object_set_data_full (G_OBJECT (widget), "sl-entry", g_strdup (entry), g_free);
  g_signal_connect_object (widget, "value-changed", G_CALLBACK (value_changed_cb), self, 0);
  g_ptr_array_add (self->rows, row);
  give_offers (self, row->row);
  return widget;
}

static void
show_row (SlSheetView *self, const Row *row)
{
  const SlFormField *field = sl_field_row_get_field (row->row);
  SlSheetEntry *entry = NULL;

  if (*row->entry_id != '\0' && (entry = sl_sheet_find_entry (self->sheet, row->entry_id)) == NULL)
    return;
  if (field->type == SL_FORM_FIELD_ENTRY)
    give_offers (self, row->row);
  sl_field_row_set_value (row->row, entry != NULL ? sl_sheet_entry_get (entry, field->id)
                                                  : sl_sheet_get (self->sheet, field->id));
  sl_field_row_set_editable (row->row, is_editable (self));
  gtk_widget_set_visible (GTK_WIDGET (row->row), sl_sheet_is_asked (self->sheet, entry, field));
}

/* Under a field stands only what the sheet cannot be closed without; the rest is listed beside. */
static const SlSheetLack *
find_lack (GPtrArray *lacks, const Row *row)
{
  const char *field_id = sl_field_row_get_field (row->row)->id;

  for (guint i = 0; i < lacks->len; i++)
    {
      const SlSheetLack *lack = g_ptr_array_index (lacks, i);

      if (lack->blocks && g_str_equal (lack->group_id, row->group_id) &&
          g_str_equal (lack->field_id, field_id) &&
          g_strcmp0 (lack->entry_id != NULL ? lack->entry_id : "", row->entry_id) == 0)
        return lack;
    }
  return NULL;
}

static void
show_lack (SlSheetView *self, const Row *row, GPtrArray *lacks)
{
  const SlSheetLack *lack = is_editable (self) ? find_lack (lacks, row) : NULL;
  g_autofree char *text = NULL;

  if (lack != NULL)
    text = *lack->source != '\0' ? g_strdup_printf ("%s (%s)", lack->text, lack->source)
                                 : g_strdup (lack->text);
  sl_field_row_set_lack (row->row, text, lack != NULL);
}

/* ---- entries ---- */

static void
remove_cb (SlEntryRow *row, SlSheetView *self)
{
  const char *entry_id = sl_entry_row_get_entry_id (row);
  g_autofree char *text = g_strdup_printf (_ ("%s removed"), sl_entry_row_get_group (row)->entry);

  sl_window_apply (GTK_WIDGET (self), sl_sheet_change_remove_entry (self->sheet, entry_id, TRUE),
                   NULL, NULL);
  sl_window_toast_undo (GTK_WIDGET (self), text,
                        sl_sheet_change_remove_entry (self->sheet, entry_id, FALSE));
}

static void
opened_cb (SlEntryRow *entry_row, SlSheetView *self)
{
  const SlFormGroup *group = sl_entry_row_get_group (entry_row);
  g_autoptr (GPtrArray) lacks = sl_sheet_list_lacks (self->sheet);
  guint n_before = self->rows->len;

  for (guint i = 0; i < group->n_fields; i++)
    adw_expander_row_add_row (
        ADW_EXPANDER_ROW (entry_row),
        make_row (self, group, &group->fields[i], sl_entry_row_get_entry_id (entry_row)));
  for (guint i = n_before; i < self->rows->len; i++)
    {
      show_row (self, g_ptr_array_index (self->rows, i));
      show_lack (self, g_ptr_array_index (self->rows, i), lacks);
    }
}

static void
checklist_cb (SlEntryRow *row, SlSheetView *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), SL_TYPE_CASE_PAGE);
  g_autofree char *entry_id = g_strdup (sl_entry_row_get_entry_id (row));

  sl_sheet_view_flush (self);
  if (page != NULL)
    sl_case_page_show_checklist (SL_CASE_PAGE (page), entry_id);
}

static GtkWidget *
make_entry (SlSheetView *self, const SlFormGroup *group, SlSheetEntry *entry)
{
  GtkWidget *row = sl_entry_row_new (group, sl_sheet_entry_get_id (entry));

  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, 0);
  g_signal_connect_object (row, "checklist", G_CALLBACK (checklist_cb), self, 0);
  g_signal_connect_object (row, "opened", G_CALLBACK (opened_cb), self, 0);
  return row;
}

/* How far the entry's own checklist is. */
static void
append_walk (GString *words, SlSheetEntry *entry)
{
  const SlSheetWalk *walk = sl_sheet_entry_get_walk (entry);
  g_autofree char *so_far = walk != NULL ? sl_sheet_walk_describe (walk) : NULL;

  if (so_far != NULL)
    g_string_append_printf (words, _ ("Checklist: %s"), so_far);
}

/* What is the matter with an entry: how far its checklist is, what it lacks, or what there is to
 * say of its certificate. Transfer full, "" nothing. */
static char *
describe_matter (SlSheetView *self, SlSheetEntry *entry, GPtrArray *lacks, SlEntryMark *mark)
{
  GString *words = g_string_new (NULL);
  gboolean product = g_str_equal (sl_sheet_get (self->sheet, "kind"), "scheme") &&
                     g_str_equal (sl_sheet_entry_get_group (entry), "product");

  *mark = SL_ENTRY_FINE;
  if (product)
    {
      g_autofree char *today = sl_date_today ();
      g_autoptr (GPtrArray)
          flags = sl_certificate_check (sl_casebook_get_policy (self->casebook), entry, today);

      for (guint i = 0; i < flags->len; i++)
        {
          const SlCertificateFlag *flag = g_ptr_array_index (flags, i);

          g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", flag->text);
          *mark = MAX (*mark, flag->serious ? SL_ENTRY_LACKS : SL_ENTRY_THINK);
        }
    }
  append_walk (words, entry);
  for (guint i = 0; is_editable (self) && i < lacks->len; i++)
    {
      const SlSheetLack *lack = g_ptr_array_index (lacks, i);

      if (g_strcmp0 (lack->entry_id, sl_sheet_entry_get_id (entry)) != 0)
        continue;
      *mark = MAX (*mark, lack->blocks ? SL_ENTRY_LACKS : SL_ENTRY_THINK);
      /* What of its checklist is open is said with how far that is. */
      if (sl_sheet_entry_get_walk (entry) != NULL && *lack->field_id == '\0')
        continue;
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", lack->text);
    }
  return g_string_free (words, FALSE);
}

static void
drop_rows (SlSheetView *self, const char *entry_id)
{
  for (guint i = self->rows->len; i > 0; i--)
    if (g_str_equal (((Row *) self->rows->pdata[i - 1])->entry_id, entry_id))
      g_ptr_array_remove_index (self->rows, i - 1);
}

static gboolean
shows_entries (const Group *group, GListModel *entries)
{
  if (group->entry_ids->len != g_list_model_get_n_items (entries))
    return FALSE;
  for (guint i = 0; i < group->entry_ids->len; i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);

      if (!g_str_equal (g_ptr_array_index (group->entry_ids, i), sl_sheet_entry_get_id (entry)))
        return FALSE;
    }
  return TRUE;
}

static GtkWidget *
find_entry_row (const Group *group, const char *entry_id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (group->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (SL_IS_ENTRY_ROW (row) &&
        g_strcmp0 (sl_entry_row_get_entry_id (SL_ENTRY_ROW (row)), entry_id) == 0)
      return row;
  return NULL;
}

/* Takes away what is gone, and puts the others in their order: those that stay keep their widget.
 */
static void
sync_entries (SlSheetView *self, Group *group, GListModel *entries)
{
  for (guint i = 0; i < group->entry_ids->len; i++)
    {
      const char *id = g_ptr_array_index (group->entry_ids, i);

      if (sl_sheet_find_entry (self->sheet, id) != NULL)
        continue;
      drop_rows (self, id);
      gtk_list_box_remove (group->list, find_entry_row (group, id));
    }
  g_ptr_array_set_size (group->entry_ids, 0);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);
      GtkWidget *row = find_entry_row (group, sl_sheet_entry_get_id (entry));

      g_ptr_array_add (group->entry_ids, g_strdup (sl_sheet_entry_get_id (entry)));
      if (row == NULL)
        gtk_list_box_insert (group->list, make_entry (self, group->group, entry), (int) i);
      else if (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) != (int) i)
        {
          g_object_ref (row);
          gtk_list_box_remove (group->list, row);
          gtk_list_box_insert (group->list, row, (int) i);
          g_object_unref (row);
        }
    }
}

static void
show_entries (SlSheetView *self, Group *group, GPtrArray *lacks)
{
  GListModel *entries = sl_sheet_get_entries (self->sheet, group->group->id);

  if (!shows_entries (group, entries))
    sync_entries (self, group, entries);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);
      SlEntryRow *row = SL_ENTRY_ROW (find_entry_row (group, sl_sheet_entry_get_id (entry)));
      SlEntryMark mark;
      g_autofree char *words = describe_matter (self, entry, lacks, &mark);

      sl_entry_row_show (row, sl_sheet_entry_get_line (entry), mark, words);
      sl_entry_row_set_editable (row, is_editable (self));
    }
  gtk_widget_set_visible (GTK_WIDGET (group->list), g_list_model_get_n_items (entries) > 0);
  gtk_widget_set_sensitive (group->add, is_editable (self));
}

/* A new entry is there to be filled in: it opens, and takes the focus. */
static void
open_wished (SlSheetView *self)
{
  for (guint i = 0; self->wish != NULL && i < self->groups->len; i++)
    {
      GtkWidget *row = find_entry_row (g_ptr_array_index (self->groups, i), self->wish);

      if (row == NULL)
        continue;
      g_clear_pointer (&self->wish, g_free);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
      sl_sheet_view_show_field (self, sl_entry_row_get_group (SL_ENTRY_ROW (row))->id, "",
                                sl_entry_row_get_entry_id (SL_ENTRY_ROW (row)));
    }
}

static void
show_all (SlSheetView *self)
{
  g_autoptr (GPtrArray) lacks = sl_sheet_list_lacks (self->sheet);

  g_hash_table_foreach_remove (self->offers, is_of_field, NULL);
  for (guint i = 0; i < self->groups->len; i++)
    show_entries (self, g_ptr_array_index (self->groups, i), lacks);
  for (guint i = 0; i < self->rows->len; i++)
    {
      show_row (self, g_ptr_array_index (self->rows, i));
      show_lack (self, g_ptr_array_index (self->rows, i), lacks);
    }
  open_wished (self);
  g_signal_emit (self, filled, 0);
}

static void
add_cb (GtkWidget *button, SlSheetView *self)
{
  const char *group_id = g_object_get_data (G_OBJECT (button), "sl-group");
  g_autofree char *id = sl_id_new ();

  g_free (self->wish);
  self->wish = g_strdup (id);
  sl_window_apply (GTK_WIDGET (self), sl_sheet_change_add (self->sheet, group_id, id, NULL, 0),
                   NULL, NULL);
}

/* ---- building ---- */

static GtkWidget *
make_list (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return list;
}

static GtkWidget *
make_add (SlSheetView *self, const SlFormGroup *group)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();
  g_autofree char *name = g_strdup_printf (_ ("Add: %s"), group->entry);

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), group->entry);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "sl-group", g_strdup (group->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, 0);
  return button;
}

/* A meeting takes its agenda from what is open in the case: the page of the record offers it. */
static GtkWidget *
make_group_buttons (SlSheetView *self, const SlFormGroup *group, GtkWidget *add)
{
  GtkWidget *buttons, *points;

  if (!g_str_equal (sl_sheet_get (self->sheet, "kind"), "meeting") ||
      !g_str_equal (group->id, "agenda"))
    return add;
  buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  points = gtk_button_new_with_label (_ ("Add open points…"));
  gtk_widget_set_valign (points, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (points), "site.add-points");
  gtk_box_append (GTK_BOX (buttons), points);
  gtk_box_append (GTK_BOX (buttons), add);
  return buttons;
}

static GtkWidget *
make_group (SlSheetView *self, const SlFormGroup *group)
{
  GtkWidget *box = adw_preferences_group_new ();
  GtkWidget *list = make_list (group->title);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (box), group->title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (box), group->hint);
  if (group->several)
    {
      Group *shown = g_new0 (Group, 1);

      shown->group = group;
      shown->list = GTK_LIST_BOX (list);
      shown->add = make_add (self, group);
      shown->entry_ids = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->groups, shown);
      adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (box),
                                               make_group_buttons (self, group, shown->add));
    }
  for (guint i = 0; !group->several && i < group->n_fields; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (self, group, &group->fields[i], NULL));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (box), list);
  return box;
}

static void
append_part (SlSheetView *self, const SlFormPart *part)
{
  SlForm *form = sl_sheet_get_form (self->sheet);
  GtkWidget *label = part != NULL ? gtk_label_new (part->title) : NULL;

  if (label != NULL)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 0.0);
      gtk_widget_add_css_class (label, "title-4");
      gtk_box_append (GTK_BOX (self->content), label);
    }
  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    {
      const SlFormGroup *group = sl_form_get_group (form, i);

      if (g_strcmp0 (group->part, part != NULL ? part->id : "") == 0)
        gtk_box_append (GTK_BOX (self->content), make_group (self, group));
    }
}

static void
build (SlSheetView *self)
{
  SlForm *form = sl_sheet_get_form (self->sheet);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_object_set (self->content, "margin-start", 12, "margin-end", 12, "margin-top", 18,
                "margin-bottom", 24, NULL);
  append_part (self, NULL);
  for (guint i = 0; i < sl_form_get_n_parts (form); i++)
    append_part (self, sl_form_get_part (form, i));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 680);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->content);
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/* ---- the widget ---- */

static void
store_changed_cb (SlSheetView *self, const char *kind, const char *id, const char *case_id)
{
  g_autoptr (GError) error = NULL;

  if (self->sheet == NULL || g_strcmp0 (kind, "sheet") != 0 ||
      g_strcmp0 (id, sl_sheet_get_id (self->sheet)) != 0)
    return;
  if (!sl_sheet_reload (self->sheet, get_store (self), &error))
    g_message ("The record could not be read again: %s", error->message);
}

static void
sl_sheet_view_dispose (GObject *object)
{
  SlSheetView *self = SL_SHEET_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->offers, g_hash_table_unref);
  g_clear_pointer (&self->wish, g_free);
  if (self->sheet != NULL)
    g_signal_handlers_disconnect_by_data (self->sheet, self);
  g_clear_object (&self->sheet);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_sheet_view_parent_class)->dispose (object);
}

static void
sl_sheet_view_class_init (SlSheetViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_sheet_view_dispose;
  filled = g_signal_new ("filled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                         NULL, G_TYPE_NONE, 0);
}

static void
sl_sheet_view_init (SlSheetView *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  self->offers = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) offers_free);
}

void
sl_sheet_view_set_casebook (SlSheetView *self, SlCasebook *casebook)
{
  g_return_if_fail (SL_IS_SHEET_VIEW (self) && self->casebook == NULL);

  self->casebook = g_object_ref (casebook);
  g_signal_connect_object (sl_casebook_get_store (casebook), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * sl_sheet_view_set_sheet:
 * @self: a view with a casebook
 * @sheet: (nullable): what to show
 *
 * Saves what was typed, then shows @sheet from its top.
 */
void
sl_sheet_view_set_sheet (SlSheetView *self, SlSheet *sheet)
{
  g_return_if_fail (SL_IS_SHEET_VIEW (self) && self->casebook != NULL);

  if (sheet == self->sheet)
    return;
  sl_sheet_view_flush (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->groups, 0);
  g_hash_table_remove_all (self->offers);
  g_clear_pointer (&self->wish, g_free);
  if (self->sheet != NULL)
    g_signal_handlers_disconnect_by_data (self->sheet, self);
  g_set_object (&self->sheet, sheet);
  if (sheet == NULL)
    return;
  build (self);
  g_signal_connect_object (sheet, "changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  show_all (self);
}

void
sl_sheet_view_set_locked (SlSheetView *self, gboolean locked)
{
  g_return_if_fail (SL_IS_SHEET_VIEW (self));

  if (self->locked == locked)
    return;
  self->locked = locked;
  if (self->sheet != NULL)
    show_all (self);
}

SlSheet *
sl_sheet_view_get_sheet (SlSheetView *self)
{
  g_return_val_if_fail (SL_IS_SHEET_VIEW (self), NULL);
  return self->sheet;
}

/* Opens the entry, so that its fields are there. */
static void
open_entry (SlSheetView *self, const char *group_id, const char *entry_id)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);
      GtkWidget *row = g_str_equal (group->group->id, group_id) ? find_entry_row (group, entry_id)
                                                                : NULL;

      if (row != NULL)
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
    }
}

/* A group without the entry that is wanted: its button to add one. */
static void
focus_group (SlSheetView *self, const char *group_id)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = g_ptr_array_index (self->groups, i);

      if (g_str_equal (group->group->id, group_id))
        gtk_widget_grab_focus (group->add);
    }
}

void
sl_sheet_view_show_field (SlSheetView *self,
                          const char *group_id,
                          const char *field_id,
                          const char *entry_id)
{
  g_return_if_fail (SL_IS_SHEET_VIEW (self));

  if (entry_id != NULL && *entry_id != '\0')
    open_entry (self, group_id, entry_id);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      if (!g_str_equal (row->group_id, group_id) ||
          !g_str_equal (row->entry_id, entry_id != NULL ? entry_id : "") ||
          (*field_id != '\0' && !g_str_equal (sl_field_row_get_field (row->row)->id, field_id)))
        continue;
      gtk_widget_grab_focus (GTK_WIDGET (row->row));
      return;
    }
  focus_group (self, group_id);
}

void
sl_sheet_view_flush (SlSheetView *self)
{
  g_return_if_fail (SL_IS_SHEET_VIEW (self));

  for (guint i = 0; i < self->rows->len; i++)
    sl_field_row_flush (((Row *) self->rows->pdata[i])->row);
}
