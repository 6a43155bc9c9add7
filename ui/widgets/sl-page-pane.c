/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-page-pane.h"

#include "documents/sl-document-records.h"
#include "settings/sl-settings.h"
#include "widgets/sl-document-pages.h"
#include "widgets/sl-password-box.h"
#include "widgets/sl-reading-clock.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

/* A document's pages with their toolbar. Opening asks the library for a page source; a newer wish
 * cancels an older one. Remembers for each document the page one was at. Past 600 lines because
 * each command of the toolbar is a property, an action and a button. */

typedef enum
{
  WISH_PAGE,
  WISH_QUOTATION,
  WISH_EVIDENCE,
} Wish;

struct _SlPagePane
{
  GtkWidget parent_instance;

  SlCasebook *casebook;
  SlDocument *document;
  GArray *infos;
  GListModel *evidence;
  GCancellable *opening;
  GHashTable *places; /* document id to the page one was at */
  SlReadingClock *clock;
  gboolean narrow;
  guint labels; /* idle: the view tells of changes while it is being laid out */

  /* What to show once the pages are there. */
  Wish wish;
  guint wish_page;
  char *wish_quotation;
  char **wish_words;
  SlEvidence *wish_evidence;

  GtkWidget *toolbar;
  AdwBin *title;
  GtkWidget *zoom_tools;
  GtkLabel *zoom_label;
  GtkWidget *menu_button;
  GtkSearchBar *find_bar;
  GtkEditable *find_entry;
  GtkStack *stack;
  SlPageView *view;
  GtkLabel *page_label;
  AdwStatusPage *message;
  SlPasswordBox *password;
};

enum
{
  PROP_0,
  PROP_NARROW,
  PROP_DOCUMENT,
  N_PROPERTIES,
};

enum
{
  EVIDENCE_WANTED,
  DOCUMENT_SHOWN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];
static GtkBuildableIface *parent_buildable;
static void sl_page_pane_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SlPagePane,
                               sl_page_pane,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      sl_page_pane_buildable_init))

static void
show_message (SlPagePane *self, const char *icon, const char *title, const char *text)
{
  adw_status_page_set_icon_name (self->message, icon);
  adw_status_page_set_title (self->message, title);
  /* The text may hold a file name: it is no markup. */
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->message, escaped);
  gtk_widget_set_visible (GTK_WIDGET (self->password), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

static void
ask_password (SlPagePane *self)
{
  sl_password_box_set_document (self->password, sl_casebook_get_library (self->casebook),
                                self->document);
  gtk_widget_set_visible (GTK_WIDGET (self->password), TRUE);
}

static void
update_page_label (SlPagePane *self)
{
  guint page = sl_page_view_get_page (self->view), n_pages = sl_page_view_get_n_pages (self->view);
  g_autofree char *paper = sl_page_view_dup_paper (self->view);
  g_autofree char *text = NULL;
  gboolean readable = TRUE;

  if (n_pages == 0)
    return;
  if (self->infos != NULL && page < self->infos->len)
    readable = g_array_index (self->infos, SlPageInfo, page).readable;
  text = g_strdup_printf (_ ("Page %u of %u · %s%s"), page + 1, n_pages, paper,
                          readable ? "" : _ (" · read by eye"));
  gtk_label_set_label (self->page_label, text);
  if (self->document != NULL)
    g_hash_table_insert (self->places, g_strdup (sl_document_get_id (self->document)),
                         GUINT_TO_POINTER (page));
}

/* The shown document's evidence as pins. */
static void
update_pins (SlPagePane *self)
{
  g_autoptr (GArray) pins = g_array_new (FALSE, TRUE, sizeof (SlPagePin));

  g_array_set_clear_func (pins, (GDestroyNotify) sl_page_pin_clear);
  for (guint i = 0; self->document != NULL && self->evidence != NULL &&
                    i < g_list_model_get_n_items (self->evidence);
       i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (self->evidence, i);
      const char *note = sl_evidence_get (evidence, "note");
      const char *quotation = sl_evidence_get (evidence, "quotation");
      SlPagePin pin = { 0 };

      if (g_strcmp0 (sl_evidence_get (evidence, "document-id"),
                     sl_document_get_id (self->document)) != 0)
        continue;
      pin.id = g_strdup (sl_evidence_get (evidence, "id"));
      pin.page = MAX (sl_evidence_get_page_number (evidence), 1) - 1;
      pin.number = i + 1;
      pin.has_region = sl_evidence_get_region (evidence, &pin.region.x, &pin.region.y,
                                               &pin.region.width, &pin.region.height);
      pin.quotation = g_strdup (quotation);
      pin.label = g_strdup (*note != '\0' ? note : quotation);
      g_array_append_val (pins, pin);
    }
  sl_page_view_set_pins (self->view, pins);
}

static void
fulfil_wish (SlPagePane *self)
{
  cairo_rectangle_t region;
  guint page = self->wish_page > 0 ? self->wish_page - 1 : 0;

  switch (self->wish)
    {
    case WISH_QUOTATION:
      sl_page_view_set_marked_words (self->view, (const char *const *) self->wish_words);
      sl_page_view_scroll_to_quotation (self->view, page, self->wish_quotation);
      break;
    case WISH_EVIDENCE:
      page = MAX (sl_evidence_get_page_number (self->wish_evidence), 1) - 1;
      sl_page_view_set_current_pin (self->view, sl_evidence_get (self->wish_evidence, "id"));
      if (sl_evidence_get_region (self->wish_evidence, &region.x, &region.y, &region.width,
                                  &region.height))
        sl_page_view_scroll_to_area (self->view, page, &region);
      else
        sl_page_view_scroll_to_quotation (self->view, page,
                                          sl_evidence_get (self->wish_evidence, "quotation"));
      break;
    default:
      sl_page_view_scroll_to_page (self->view, page);
    }
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlPagePane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPageSource) page_source = NULL;
  g_autoptr (SlPages) pages = NULL;

  page_source = sl_library_open_page_source_finish (SL_LIBRARY (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->opening);
  if (page_source == NULL)
    {
      show_message (self, "dialog-warning-symbolic", _ ("Cannot be shown"), error->message);
      return;
    }
  sl_page_source_prepare (page_source);
  pages = sl_document_pages_new (page_source, self->infos);
  sl_page_view_set_pages (self->view, pages);
  gtk_stack_set_visible_child_name (self->stack, "pages");
  update_pins (self);
  update_page_label (self);
  fulfil_wish (self);
  g_signal_emit (self, signals[DOCUMENT_SHOWN], 0);
}

static void
open_document (SlPagePane *self)
{
  SlStore *store = sl_casebook_get_store (self->casebook);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->infos, g_array_unref);
  sl_page_view_set_pages (self->view, NULL);
  if (g_strcmp0 (sl_document_get (self->document, "state"), "refused") == 0)
    {
      show_message (self, "dialog-warning-symbolic", _ ("Not opened"),
                    sl_document_get (self->document, "reason"));
      if (g_str_equal (sl_document_get (self->document, "reason-code"), "password"))
        ask_password (self);
      return;
    }
  self->infos = sl_document_records_list_pages (store, sl_document_get_id (self->document), &error);
  if (self->infos == NULL || self->infos->len == 0)
    {
      show_message (self, "x-office-document-symbolic", _ ("No pages"),
                    error != NULL ? error->message : _ ("This document has no page to show."));
      return;
    }
  self->opening = g_cancellable_new ();
  sl_library_open_page_source_async (sl_casebook_get_library (self->casebook), self->document,
                                     self->opening, opened_cb, g_object_ref (self));
}

/* Makes @document the one shown; TRUE when its pages are there already. */
static gboolean
turn_to (SlPagePane *self, SlDocument *document)
{
  g_autofree char *name = document != NULL ? sl_document_dup_name (document) : NULL;
  gboolean same = document != NULL && self->document != NULL &&
                  g_strcmp0 (sl_document_get_id (document), sl_document_get_id (self->document)) ==
                      0;

  if (!same && self->opening != NULL)
    {
      g_cancellable_cancel (self->opening);
      g_clear_object (&self->opening);
    }
  g_set_object (&self->document, document);
  if (same)
    return sl_page_view_get_n_pages (self->view) > 0;
  sl_page_view_set_document_name (self->view, name);
  sl_page_view_set_marked_words (self->view, NULL);
  sl_reading_clock_set_document (self->clock, document);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
  if (document == NULL)
    {
      sl_page_view_set_pages (self->view, NULL);
      show_message (self, "x-office-document-symbolic", _ ("No document chosen"), "");
    }
  else
    open_document (self);
  return FALSE;
}

static void
selection_changed_cb (SlPagePane *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pane.add-evidence",
                                 sl_page_view_has_selection (self->view));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pane.copy",
                                 sl_page_view_has_selection (self->view));
}

static gboolean
labels_cb (gpointer data)
{
  SlPagePane *self = data;
  g_autofree char *zoom = g_strdup_printf ("%.0f %%", sl_page_view_get_zoom_percent (self->view));

  self->labels = 0;
  gtk_label_set_label (self->zoom_label, zoom);
  update_page_label (self);
  return G_SOURCE_REMOVE;
}

static void
view_changed_cb (SlPagePane *self)
{
  if (self->labels == 0)
    self->labels = g_idle_add_full (G_PRIORITY_HIGH_IDLE, labels_cb, self, NULL);
}

/* A picture could not be made. With nothing to show, say why; a PDF that was opened by a password
 * in an earlier run asks for it again. */
static void
problem_cb (SlPagePane *self)
{
  g_autofree char *problem = NULL;

  g_object_get (self->view, "problem", &problem, NULL);
  if (problem == NULL || self->document == NULL)
    return;
  if (sl_page_view_has_pictures (self->view))
    {
      gtk_label_set_label (self->page_label, problem);
      return;
    }
  show_message (self, "dialog-warning-symbolic", _ ("Cannot be shown"), problem);
  if (g_str_equal (sl_document_get (self->document, "media-type"), "application/pdf"))
    ask_password (self);
}

static void
password_opened_cb (SlPagePane *self)
{
  if (self->document != NULL && !g_str_equal (sl_document_get (self->document, "state"), "refused"))
    open_document (self);
}

static void
find_changed_cb (SlPagePane *self)
{
  sl_page_view_find (self->view, gtk_editable_get_text (self->find_entry), FALSE);
}

static void
find_next_cb (SlPagePane *self)
{
  sl_page_view_find (self->view, gtk_editable_get_text (self->find_entry), FALSE);
}

static void
find_previous_cb (SlPagePane *self)
{
  sl_page_view_find (self->view, gtk_editable_get_text (self->find_entry), TRUE);
}

static void
find_mode_cb (SlPagePane *self)
{
  if (!gtk_search_bar_get_search_mode (self->find_bar))
    sl_page_view_set_marked_words (self->view, NULL);
}

static void
view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlPagePane *self = SL_PAGE_PANE (widget);
  static const struct
  {
    const char *name;
    void (*function) (SlPageView *view);
  } actions[] = {
    { "pane.zoom-in", sl_page_view_zoom_in },
    { "pane.zoom-out", sl_page_view_zoom_out },
    { "pane.zoom-fit", sl_page_view_zoom_fit },
    { "pane.zoom-actual", sl_page_view_zoom_actual },
    { "pane.fit-width", sl_page_view_zoom_fit_width },
    { "pane.turn", sl_page_view_turn },
    { "pane.begin-region", sl_page_view_begin_region },
    { "pane.copy", sl_page_view_copy },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (name, actions[i].name))
      actions[i].function (self->view);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlPagePane *self = SL_PAGE_PANE (widget);

  gtk_search_bar_set_search_mode (self->find_bar, TRUE);
  if (g_str_equal (name, "pane.find"))
    gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
  else
    sl_page_view_find (self->view, gtk_editable_get_text (self->find_entry),
                       g_str_equal (name, "pane.find-previous"));
}

static void
add_evidence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (sl_page_view_has_selection (SL_PAGE_PANE (widget)->view))
    g_signal_emit (widget, signals[EVIDENCE_WANTED], 0);
}

/* E keeps what is selected, while the page has the focus and single letters are commands. */
static gboolean
letter_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  SlPagePane *self = SL_PAGE_PANE (widget);

  if (!sl_settings_get_single_letter_keys () || !gtk_widget_has_focus (GTK_WIDGET (self->view)) ||
      !sl_page_view_has_selection (self->view))
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[EVIDENCE_WANTED], 0);
  return GDK_EVENT_STOP;
}

static void
sl_page_pane_dispose (GObject *object)
{
  SlPagePane *self = SL_PAGE_PANE (object);
  GtkWidget *child;

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_handle_id (&self->labels, g_source_remove);
  g_clear_pointer (&self->clock, sl_reading_clock_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_PAGE_PANE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->document);
  g_clear_object (&self->evidence);
  g_clear_object (&self->wish_evidence);
  g_clear_object (&self->casebook);

  G_OBJECT_CLASS (sl_page_pane_parent_class)->dispose (object);
}

static void
sl_page_pane_finalize (GObject *object)
{
  SlPagePane *self = SL_PAGE_PANE (object);

  g_clear_pointer (&self->infos, g_array_unref);
  g_hash_table_unref (self->places);
  g_free (self->wish_quotation);
  g_strfreev (self->wish_words);

  G_OBJECT_CLASS (sl_page_pane_parent_class)->finalize (object);
}

static void
sl_page_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlPagePane *self = SL_PAGE_PANE (object);

  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sl_page_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SlPagePane *self = SL_PAGE_PANE (object);

  if (id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->narrow == g_value_get_boolean (value))
    return;
  self->narrow = g_value_get_boolean (value);
  gtk_widget_set_visible (self->zoom_tools, !self->narrow);
  g_object_notify_by_pspec (object, pspec);
}

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (g_strcmp0 (type, "title") == 0)
    adw_bin_set_child (SL_PAGE_PANE (buildable)->title, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
sl_page_pane_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const names[] = { "pane.zoom-in",      "pane.zoom-out",  "pane.zoom-fit",
                                       "pane.zoom-actual",  "pane.fit-width", "pane.turn",
                                       "pane.begin-region", "pane.copy" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL, view_action);
  gtk_widget_class_install_action (widget_class, "pane.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "pane.find-next", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "pane.find-previous", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "pane.add-evidence", NULL, add_evidence_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "pane.find",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "pane.find-next",
                                       NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_e, 0, letter_cb, NULL);
}

static void
sl_page_pane_class_init (SlPagePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_page_pane_dispose;
  object_class->finalize = sl_page_pane_finalize;
  object_class->get_property = sl_page_pane_get_property;
  object_class->set_property = sl_page_pane_set_property;
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                      G_PARAM_STATIC_STRINGS);
  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, SL_TYPE_DOCUMENT,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[EVIDENCE_WANTED] = g_signal_new ("evidence-wanted", SL_TYPE_PAGE_PANE, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DOCUMENT_SHOWN] = g_signal_new ("document-shown", SL_TYPE_PAGE_PANE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SL_TYPE_PAGE_VIEW);
  g_type_ensure (SL_TYPE_PASSWORD_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/widgets/sl-page-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SlPagePane, toolbar);
  gtk_widget_class_bind_template_child (widget_class, SlPagePane, title);
  gtk_widget_class_bind_template_child (widget_class, SlPagePane, zoom_tools);
  gtk_widget_class_bind_template_child (widget_class, SlPagePane, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, SlPagePane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SlPagePane, find_bar);
  gtk_widget_class_bind_template_child (widget_class, SlPagePane, find_entry);
  gtk_widget_class_bind_template_child (widget_class, SlPagePane, stack);
  gtk_widget_class_bind_template_child (widget_class, SlPagePane, view);
  gtk_widget_class_bind_template_child (widget_class, SlPagePane, page_label);
  gtk_widget_class_bind_template_child (widget_class, SlPagePane, message);
  gtk_widget_class_bind_template_child (widget_class, SlPagePane, password);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_previous_cb);
  install_actions (widget_class);
}

static void
sl_page_pane_init (SlPagePane *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) dim = g_settings_create_action (sl_settings_get (), "dim-pages");

  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->clock = sl_reading_clock_new (GTK_WIDGET (self->view));
  gtk_search_bar_connect_entry (self->find_bar, self->find_entry);
  gtk_search_bar_set_key_capture_widget (self->find_bar, NULL);
  g_signal_connect_swapped (self->find_bar, "notify::search-mode-enabled",
                            G_CALLBACK (find_mode_cb), self);
  g_settings_bind (sl_settings_get (), "dim-pages", self->view, "dim", G_SETTINGS_BIND_GET);
  g_action_map_add_action (G_ACTION_MAP (group), dim);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "settings", G_ACTION_GROUP (group));
  selection_changed_cb (self);
  show_message (self, "x-office-document-symbolic", _ ("No document chosen"), "");
}

void
sl_page_pane_set_casebook (SlPagePane *self, SlCasebook *casebook)
{
  g_set_object (&self->casebook, casebook);
  sl_reading_clock_set_casebook (self->clock, casebook);
}

SlDocument *
sl_page_pane_get_document (SlPagePane *self)
{
  return self->document;
}

SlPageView *
sl_page_pane_get_view (SlPagePane *self)
{
  return self->view;
}

/**
 * sl_page_pane_show_document:
 * @document: (nullable): what to show
 * @page: from 1; 0 for where one was
 *
 * Opens the document through its worker and shows the page when it is there.
 */
void
sl_page_pane_show_document (SlPagePane *self, SlDocument *document, guint page)
{
  g_return_if_fail (SL_IS_PAGE_PANE (self));

  self->wish = WISH_PAGE;
  self->wish_page = page;
  if (page == 0 && document != NULL)
    self->wish_page =
        GPOINTER_TO_UINT (g_hash_table_lookup (self->places, sl_document_get_id (document))) + 1;
  sl_page_view_set_current_pin (self->view, NULL);
  if (turn_to (self, document) && page > 0)
    fulfil_wish (self);
}

void
sl_page_pane_show_evidence (SlPagePane *self, SlDocument *document, SlEvidence *evidence)
{
  g_return_if_fail (SL_IS_PAGE_PANE (self));

  self->wish = WISH_EVIDENCE;
  g_set_object (&self->wish_evidence, evidence);
  if (turn_to (self, document))
    fulfil_wish (self);
}

void
sl_page_pane_show_quotation (SlPagePane *self,
                             SlDocument *document,
                             guint page,
                             const char *quotation,
                             const char *const *words)
{
  g_return_if_fail (SL_IS_PAGE_PANE (self));

  self->wish = WISH_QUOTATION;
  self->wish_page = page;
  g_free (self->wish_quotation);
  self->wish_quotation = g_strdup (quotation);
  g_strfreev (self->wish_words);
  self->wish_words = g_strdupv ((char **) words);
  sl_page_view_set_current_pin (self->view, NULL);
  if (turn_to (self, document))
    fulfil_wish (self);
}

void
sl_page_pane_set_evidence (SlPagePane *self, GListModel *evidence)
{
  g_return_if_fail (SL_IS_PAGE_PANE (self));

  g_set_object (&self->evidence, evidence);
  update_pins (self);
}

/**
 * sl_document_dup_name:
 * @document: a document
 *
 * Returns: (transfer full): drawing number, revision and title, as far as they are known
 */
char *
sl_document_dup_name (SlDocument *document)
{
  const char *number = sl_document_get (document, "drawing-number");
  const char *revision = sl_document_get (document, "revision");
  const char *title = sl_document_get (document, "title");
  g_autoptr (GString) name = g_string_new (number);

  if (*number != '\0' && *revision != '\0')
    g_string_append_printf (name, " %s", revision);
  if (*title != '\0')
    g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", title);
  if (name->len == 0)
    g_string_assign (name, sl_document_get (document, "file-name"));
  return g_string_free (g_steal_pointer (&name), FALSE);
}
