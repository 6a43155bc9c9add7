/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-inbox"
#include "config.h"

#include "inbox/sl-inbox-columns.h"

#include "widgets/sl-case-row.h"
#include "widgets/sl-due-chip.h"

#include <glib/gi18n.h>
#include <math.h>

/* What stands in each column of the inbox, as one table. */

typedef struct
{
  SlInboxColumn id;
  const char *title;
  SlCaseSort sort;
  int width; /* -1: what is left over */
  gboolean numeric;
  guint from_step; /* shown where the page has folded no further than this */
  char *(*format) (SlCase *planning_case);
} ColumnInfo;

static char *
format_reference (SlCase *planning_case)
{
  return g_strdup (sl_case_get (planning_case, "reference"));
}

/* "Uttlesford District Council" takes the width of three columns: the first words tell it. */
static char *
format_authority (SlCase *planning_case)
{
  static const char *const endings[] = { " District Council", " Borough Council", " City Council",
                                         " County Council", " Council" };
  const char *name = sl_case_get (planning_case, "authority-name");

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return g_strndup (name, strlen (name) - strlen (endings[i]));
  return g_strdup (name);
}

static char *
format_proposal (SlCase *planning_case)
{
  const char *proposal = sl_case_get (planning_case, "proposal");
  const char *title = sl_case_get_display_title (planning_case);

  if (*proposal == '\0')
    return g_strdup (title);
  return g_strdup_printf (_ ("%s, %s"), proposal, title);
}

static char *
format_homes (SlCase *planning_case)
{
  gint64 homes = sl_case_get_dwellings (planning_case);

  return homes < 0 ? g_strdup ("—") : g_strdup_printf ("%" G_GINT64_FORMAT, homes);
}

/* Thousands by comma, as British papers print them, whatever the locale says. */
static char *
format_floorspace (SlCase *planning_case)
{
  double floorspace = sl_case_get_floorspace (planning_case);
  gint64 whole;

  if (isnan (floorspace))
    return g_strdup ("—");
  whole = (gint64) floor (floorspace + 0.5);
  if (whole >= 1000000)
    return g_strdup_printf ("%d,%03d,%03d", (int) (whole / 1000000), (int) (whole / 1000 % 1000),
                            (int) (whole % 1000));
  if (whole >= 1000)
    return g_strdup_printf ("%d,%03d", (int) (whole / 1000), (int) (whole % 1000));
  return g_strdup_printf ("%d", (int) whole);
}

static char *
format_reason (SlCase *planning_case)
{
  const char *reason = sl_case_get (planning_case, "triage-reason");

  return g_strdup (*reason != '\0' ? reason : _ ("No rule matched"));
}

static char *
format_state (SlCase *planning_case)
{
  const char *triage = sl_case_get (planning_case, "triage");

  if (g_str_equal (triage, "no-comment"))
    return g_strdup (_ ("No comment"));
  if (g_str_equal (triage, "case"))
    return g_strdup (_ ("Case"));
  if (sl_case_get_conflict_count (planning_case) > 0)
    return g_strdup (_ ("Sources differ"));
  return g_strdup (_ ("New"));
}

static const ColumnInfo columns[SL_N_INBOX_COLUMNS] = {
  { SL_INBOX_COLUMN_SUMMARY, N_ ("Applications"), SL_CASE_SORT_DUE, -1, FALSE, 0, NULL },
  { SL_INBOX_COLUMN_DUE, N_ ("Due"), SL_CASE_SORT_DUE, 146, FALSE, 1, NULL },
  { SL_INBOX_COLUMN_REFERENCE, N_ ("Reference"), SL_CASE_SORT_REFERENCE, 150, FALSE, 1,
    format_reference },
  { SL_INBOX_COLUMN_AUTHORITY, N_ ("Authority"), SL_CASE_SORT_AUTHORITY, 138, FALSE, 1,
    format_authority },
  { SL_INBOX_COLUMN_PROPOSAL, N_ ("Proposal"), SL_CASE_SORT_PROPOSAL, -1, FALSE, 1,
    format_proposal },
  { SL_INBOX_COLUMN_HOMES, N_ ("Homes"), SL_CASE_SORT_DWELLINGS, 70, TRUE, 1, format_homes },
  { SL_INBOX_COLUMN_FLOORSPACE, N_ ("Sq m"), SL_CASE_SORT_FLOORSPACE, 80, TRUE, 3,
    format_floorspace },
  { SL_INBOX_COLUMN_REASON, N_ ("Why it is here"), SL_CASE_SORT_REASON, 250, FALSE, 1,
    format_reason },
  { SL_INBOX_COLUMN_STATE, N_ ("State"), SL_CASE_SORT_STAGE, 110, FALSE, 2, format_state },
};

/* The column that leads in the headers, found by sl_inbox_columns_get_sort(). */
static const ColumnInfo *leading;

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  if (leading == NULL)
    leading = data;
  return GTK_ORDERING_SMALLER;
}

static void
refresh_due (GtkWidget *cell, SlCase *planning_case)
{
  GtkWidget *icon = gtk_widget_get_first_child (cell);
  GtkWidget *words = gtk_widget_get_next_sibling (icon);
  GtkWidget *day = gtk_widget_get_next_sibling (words);
  g_autofree char *words_text = NULL;
  g_autofree char *day_text = NULL;
  SlDueState state = sl_due_describe (sl_case_get (planning_case, "due-date"), &words_text,
                                      &day_text);

  gtk_widget_set_visible (icon, sl_due_icon_name (state) != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), sl_due_icon_name (state));
  gtk_label_set_label (GTK_LABEL (words), state == SL_DUE_UNKNOWN ? _ ("No date") : words_text);
  gtk_label_set_label (GTK_LABEL (day), day_text);
  gtk_widget_remove_css_class (words, "due-overdue");
  gtk_widget_remove_css_class (icon, "due-icon-overdue");
  gtk_widget_remove_css_class (icon, "due-icon-soon");
  if (state == SL_DUE_OVERDUE)
    {
      gtk_widget_add_css_class (words, "due-overdue");
      gtk_widget_add_css_class (icon, "due-icon-overdue");
    }
  else if (state == SL_DUE_SOON)
    gtk_widget_add_css_class (icon, "due-icon-soon");
}

static void
refresh (GtkListItem *item, const ColumnInfo *column)
{
  SlCase *planning_case = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);
  g_autofree char *text = NULL;

  if (planning_case == NULL)
    return;
  if (column->id == SL_INBOX_COLUMN_SUMMARY)
    sl_case_row_set_case (SL_CASE_ROW (cell), planning_case);
  else if (column->id == SL_INBOX_COLUMN_DUE)
    refresh_due (cell, planning_case);
  else
    {
      text = column->format (planning_case);
      gtk_label_set_label (GTK_LABEL (cell), text);
      if (column->id == SL_INBOX_COLUMN_REASON &&
          *sl_case_get (planning_case, "triage-rule") == '\0')
        gtk_widget_add_css_class (cell, "meta");
      else
        gtk_widget_remove_css_class (cell, "meta");
    }
}

static void
case_notify_cb (SlCase *planning_case, GParamSpec *pspec, GtkListItem *item)
{
  refresh (item, g_object_get_data (G_OBJECT (item), "sl-column"));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const ColumnInfo *column)
{
  GtkWidget *cell;

  if (column->id == SL_INBOX_COLUMN_SUMMARY)
    {
      cell = sl_case_row_new ();
      gtk_widget_set_margin_top (cell, 6);
      gtk_widget_set_margin_bottom (cell, 6);
    }
  else if (column->id == SL_INBOX_COLUMN_DUE)
    {
      GtkWidget *words = gtk_label_new ("");
      GtkWidget *day = gtk_label_new ("");

      cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_widget_add_css_class (words, "strong");
      gtk_widget_add_css_class (day, "meta");
      gtk_box_append (GTK_BOX (cell), gtk_image_new ());
      gtk_box_append (GTK_BOX (cell), words);
      gtk_box_append (GTK_BOX (cell), day);
    }
  else
    {
      cell = gtk_label_new ("");
      gtk_label_set_xalign (GTK_LABEL (cell), column->numeric ? 1 : 0);
      gtk_label_set_ellipsize (GTK_LABEL (cell), PANGO_ELLIPSIZE_END);
      if (column->numeric)
        gtk_widget_add_css_class (cell, "numeric-cell");
    }
  g_object_set_data (G_OBJECT (item), "sl-column", (gpointer) column);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const ColumnInfo *column)
{
  refresh (item, column);
  g_signal_connect_object (gtk_list_item_get_item (item), "notify", G_CALLBACK (case_notify_cb),
                           item, 0);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const ColumnInfo *column)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), case_notify_cb, item);
  if (column->id == SL_INBOX_COLUMN_SUMMARY)
    sl_case_row_set_case (SL_CASE_ROW (gtk_list_item_get_child (item)), NULL);
}

/**
 * sl_inbox_columns_append:
 * @view: an empty column view
 *
 * Gives @view the inbox's columns.
 */
void
sl_inbox_columns_append (GtkColumnView *view)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;
      g_autoptr (GtkSorter) sorter = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) &columns[i]);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) &columns[i]);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), (gpointer) &columns[i]);
      column = gtk_column_view_column_new (_ (columns[i].title), factory);
      sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, (gpointer) &columns[i], NULL));
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_append_column (view, column);
    }
  sl_inbox_columns_fold (view, 0);
}

/**
 * sl_inbox_columns_fold:
 * @view: the inbox's view
 * @step: 0 narrow, then wider
 *
 * Shows the columns that fit.
 */
void
sl_inbox_columns_fold (GtkColumnView *view, guint step)
{
  GListModel *list = gtk_column_view_get_columns (view);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (list, i);
      gboolean visible = columns[i].id == SL_INBOX_COLUMN_SUMMARY
                             ? step == 0
                             : step > 0 && step >= columns[i].from_step;

      gtk_column_view_column_set_visible (column, visible);
      /* GTK 4.8 counts the fixed width and the expanding of hidden columns too. */
      gtk_column_view_column_set_fixed_width (column, visible ? columns[i].width : -1);
      gtk_column_view_column_set_expand (column, visible && columns[i].width < 0);
    }
}

/**
 * sl_inbox_columns_get_sort:
 * @view: the inbox's view
 * @sort: (out): the leading column
 * @descending: (out): its direction
 */
void
sl_inbox_columns_get_sort (GtkColumnView *view, SlCaseSort *sort, gboolean *descending)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (view);
  g_autoptr (GObject) one = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;

  leading = NULL;
  ordering = gtk_sorter_compare (sorter, one, other);
  *sort = leading != NULL ? leading->sort : SL_CASE_SORT_DUE;
  *descending = leading != NULL && ordering == GTK_ORDERING_LARGER;
}
