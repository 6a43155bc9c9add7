/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response-page"
#include "config.h"

#include "response/sl-response-page-private.h"

#include "base/sl-id.h"
#include "case/sl-case-page.h"
#include "documents/sl-document-records.h"
#include "response/sl-chain-pane.h"
#include "response/sl-crime-window.h"
#include "response/sl-letter-view.h"
#include "response/sl-response-export.h"
#include "response/sl-response-setup.h"
#include "response/sl-response.h"
#include "response/sl-section-list.h"
#include "sl-window.h"
#include "widgets/sl-panes.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Response: sections | pages | where it comes from. The letter is composed and laid out in a thread
 * whenever the records change or a key is pressed; one composing at a time, and only the newest
 * counts. Past 600 lines because three panes and the life of a composing meet here. */

struct _SlResponsePage
{
  GtkWidget parent_instance;

  SlCasebook *casebook;
  SlCase *planning_case;
  SlResponse *response; /* NULL before there is a draft */
  SlComposition *composition;
  SlLetter *letter;
  char *current;   /* key of the paragraph in hand */
  char *typed_key; /* text under the cursor, not saved yet */
  char *typed_text;
  char *typed_source; /* the composed text that the typing began from; NULL for a further edit */
  gboolean composing;
  gboolean again;  /* something changed while composing */
  gboolean export; /* asked for while composing */
  GCancellable *cancellable;
  gulong store_changed;

  GtkStack *stack;
  SlResponseSetup *start_setup;
  SlResponseSetup *setup;
  GtkMenuButton *setup_button;
  SlPanes *panes;
  SlSectionList *sections;
  SlLetterView *view;
  SlChainPane *chain;
  GtkLabel *count;
  GtkLabel *zoom;
  GtkLabel *failure;
  GtkWidget *pages_button;
  GtkWidget *back_button;
  GtkWidget *chain_button;
  GtkWidget *chain_back;
};

G_DEFINE_FINAL_TYPE (SlResponsePage, sl_response_page, GTK_TYPE_WIDGET)

/* Composing. */

typedef struct
{
  SlCasebook *casebook;
  char *case_id, *typed_key, *typed_text;
} Order;

typedef struct
{
  SlComposition *composition;
  SlLetter *letter;
  SlLetterLayout *layout;
  GListModel *remarks;
} Composed;

static void
order_free (Order *order)
{
  g_object_unref (order->casebook);
  g_free (order->case_id);
  g_free (order->typed_key);
  g_free (order->typed_text);
  g_free (order);
}

static void
composed_free (Composed *composed)
{
  g_clear_pointer (&composed->composition, sl_composition_free);
  g_clear_object (&composed->letter);
  g_clear_object (&composed->layout);
  g_clear_object (&composed->remarks);
  g_free (composed);
}

static void
compose_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  Composed *composed = g_new0 (Composed, 1);
  GError *error = NULL;

  composed->composition = sl_composition_new (
      sl_casebook_get_library (order->casebook), sl_casebook_get_packs (order->casebook),
      sl_casebook_get_policy (order->casebook), sl_casebook_get_person (order->casebook),
      order->case_id, &error);
  if (composed->composition != NULL && order->typed_key != NULL)
    sl_composition_set_text (composed->composition, order->typed_key, order->typed_text);
  if (composed->composition != NULL)
    composed->letter = sl_composition_compose (composed->composition, &error);
  if (composed->letter != NULL)
    composed->remarks = sl_remarks_list (sl_casebook_get_store (order->casebook),
                                         sl_casebook_get_packs (order->casebook),
                                         composed->composition, composed->letter, NULL, &error);
  if (composed->remarks == NULL)
    {
      composed_free (composed);
      g_task_return_error (task, error);
      return;
    }
  composed->layout = sl_letter_layout_new (composed->letter);
  g_task_return_pointer (task, composed, (GDestroyNotify) composed_free);
}

static void compose (SlResponsePage *self);

static void
update_chain (SlResponsePage *self)
{
  SlBlock *block = self->letter != NULL && self->current != NULL
                       ? sl_letter_find (self->letter, self->current)
                       : NULL;
  g_autoptr (GPtrArray) links = block != NULL ? sl_composition_explain (self->composition, block)
                                              : NULL;

  sl_chain_pane_set_chain (self->chain, links);
}

static void
update_count (SlResponsePage *self, SlLetterLayout *layout)
{
  guint n_pages = sl_letter_layout_get_n_pages (layout);
  guint n_words = sl_letter_count_words (self->letter);
  g_autofree char *pages = g_strdup_printf (ngettext ("%u page", "%u pages", n_pages), n_pages);
  g_autofree char *number = n_words >= 1000
                                ? g_strdup_printf ("%u,%03u", n_words / 1000, n_words % 1000)
                                : g_strdup_printf ("%u", n_words);
  g_autofree char *words = g_strdup_printf (ngettext ("%s word", "%s words", n_words), number);
  /* TRANSLATORS: "3 pages, 1,040 words" */
  g_autofree char *text = g_strdup_printf (_ ("%s, %s"), pages, words);

  gtk_label_set_label (self->count, text);
}

static void
take_composed (SlResponsePage *self, Composed *composed)
{
  g_autoptr (GPtrArray) left_out = NULL;
  SlResponse *response = sl_composition_get_response (composed->composition);

  g_clear_pointer (&self->composition, sl_composition_free);
  self->composition = g_steal_pointer (&composed->composition);
  g_set_object (&self->letter, composed->letter);
  g_set_object (&self->response, response);
  left_out = sl_response_list_left_out (response, self->letter);

  sl_letter_view_set_layout (self->view, composed->layout);
  sl_section_list_set_letter (self->sections, self->letter,
                              sl_composition_get_assessment (self->composition));
  sl_remark_list_set (sl_chain_pane_get_remarks (self->chain), composed->remarks, left_out,
                      sl_person_get_role (sl_casebook_get_person (self->casebook)));
  sl_letter_view_set_current (self->view, self->current, FALSE);
  update_count (self, composed->layout);
  update_chain (self);
}

static void
composed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlResponsePage *self = SL_RESPONSE_PAGE (source);
  g_autoptr (GError) error = NULL;
  Composed *composed = g_task_propagate_pointer (G_TASK (result), &error);

  self->composing = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&composed, composed_free);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->failure), composed == NULL);
  if (composed != NULL)
    {
      take_composed (self, composed);
      composed_free (composed);
    }
  else
    gtk_label_set_label (self->failure, error->message);
  if (self->again)
    compose (self);
  else if (self->export)
    gtk_widget_activate_action (GTK_WIDGET (self), "response.export", NULL);
}

static void
compose (SlResponsePage *self)
{
  g_autoptr (GTask) task = NULL;
  Order *order;

  self->again = self->composing;
  if (self->composing || self->response == NULL)
    return;
  self->composing = TRUE;
  order = g_new0 (Order, 1);
  order->casebook = g_object_ref (self->casebook);
  order->case_id = g_strdup (sl_case_get_id (self->planning_case));
  order->typed_key = g_strdup (self->typed_key);
  order->typed_text = g_strdup (self->typed_text);
  task = g_task_new (self, NULL, composed_cb, NULL);
  g_task_set_source_tag (task, compose);
  g_task_set_name (task, "compose letter");
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  g_task_run_in_thread (task, compose_worker);
}

/* Reads whether there is a draft, and shows the start or the work. */
static void
reload (SlResponsePage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlResponse) response = sl_response_load (sl_casebook_get_store (self->casebook),
                                                      sl_case_get_id (self->planning_case), &error);
  const SlStance *stance;

  if (error != NULL)
    g_warning ("The draft could not be read: %s", error->message);
  g_set_object (&self->response, response);
  gtk_stack_set_visible_child_name (self->stack, response != NULL ? "work" : "start");
  if (response == NULL)
    {
      sl_response_setup_set (self->start_setup, sl_casebook_get_policy (self->casebook), NULL);
      return;
    }
  stance = sl_stance_find (sl_response_get (response, "stance"));
  gtk_menu_button_set_label (self->setup_button, stance != NULL ? _ (stance->label) : _ ("Stance"));
  if (!gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (self->setup_button))))
    sl_response_setup_set (self->setup, sl_casebook_get_policy (self->casebook), response);
  compose (self);
}

static void
store_changed_cb (SlStore *store,
                  const char *kind,
                  const char *id,
                  const char *case_id,
                  SlResponsePage *self)
{
  /* A letter still being composed keeps the page alive after its window; nobody looks at it. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (g_str_equal (kind, "person") || g_str_equal (case_id, sl_case_get_id (self->planning_case)))
    reload (self);
}

/* The draft. */

static void
set_values (SlResponsePage *self, SlResponseSetup *setup)
{
  SlResponseValues values = { 0 };

  if (!sl_response_setup_get_values (setup, &values))
    return;
  if (self->response == NULL)
    values.template_id = sl_response_choose_template (sl_casebook_get_packs (self->casebook),
                                                      self->planning_case);
  sl_window_apply (GTK_WIDGET (self),
                   sl_response_change_set (sl_case_get_id (self->planning_case), &values), NULL,
                   NULL);
}

static void
setup_changed_cb (SlResponsePage *self)
{
  if (self->response != NULL)
    set_values (self, self->setup);
}

static void
begin_cb (SlResponsePage *self)
{
  set_values (self, self->start_setup);
}

/* Paragraphs. */

static void
set_current (SlResponsePage *self, const char *key)
{
  if (g_strcmp0 (self->current, key) == 0)
    return;
  g_free (self->current);
  self->current = g_strdup (key);
  update_chain (self);
}

static void
chosen_cb (SlResponsePage *self, const char *key)
{
  set_current (self, key);
  sl_section_list_set_current (self->sections, key, FALSE);
  sl_letter_view_set_current (self->view, key, TRUE);
}

static void
block_chosen_cb (SlResponsePage *self, const char *key)
{
  set_current (self, key);
  sl_letter_view_set_current (self->view, key, FALSE);
  if (!sl_panes_get_covering (self->panes))
    sl_section_list_set_current (self->sections, key, FALSE);
}

/* What @key says as composed; NULL when a hand has been on it. */
static const char *
get_composed_text (SlResponsePage *self, const char *key)
{
  SlBlock *block = self->letter != NULL ? sl_letter_find (self->letter, key) : NULL;
  const char *state = block != NULL ? sl_block_get_state (block) : NULL;

  return block != NULL && (*state == '\0' || g_str_equal (state, "composed"))
             ? sl_block_get_text (block)
             : NULL;
}

static void
forget_typed (SlResponsePage *self)
{
  g_clear_pointer (&self->typed_key, g_free);
  g_clear_pointer (&self->typed_text, g_free);
  g_clear_pointer (&self->typed_source, g_free);
}

static void
edited_cb (SlResponsePage *self, const char *key, const char *text)
{
  /* The letter composed from the next key on has the typed text, not the one it came from. */
  if (g_strcmp0 (self->typed_key, key) != 0)
    {
      forget_typed (self);
      self->typed_key = g_strdup (key);
      self->typed_source = g_strdup (get_composed_text (self, key));
    }
  g_free (self->typed_text);
  self->typed_text = g_strdup (text);
  compose (self);
}

typedef struct
{
  char *key, *text;
} Edit;

static void
edit_free (Edit *edit)
{
  g_free (edit->key);
  g_free (edit->text);
  g_free (edit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Edit, edit_free)

/* Only what is on disk may be forgotten: until then it is laid over what the store says, or the
 * paragraph would fall back to its old text under the cursor. */
static void
settled_applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlResponsePage *self = SL_RESPONSE_PAGE (source);
  g_autoptr (Edit) edit = data;

  if (sl_window_apply_finish (result, NULL) && g_strcmp0 (self->typed_key, edit->key) == 0 &&
      g_strcmp0 (self->typed_text, edit->text) == 0)
    forget_typed (self);
}

static void
settled_cb (SlResponsePage *self, const char *key, const char *text)
{
  const char *source = g_strcmp0 (self->typed_key, key) == 0 ? self->typed_source
                                                             : get_composed_text (self, key);
  Edit *edit;

  if (self->response == NULL)
    return;
  edit = g_new0 (Edit, 1);
  edit->key = g_strdup (key);
  edit->text = g_strdup (text);
  sl_window_apply (GTK_WIDGET (self),
                   sl_response_change_replace (self->response, key, text, source),
                   settled_applied_cb, edit);
}

static void
act_cb (SlResponsePage *self, const char *key, const char *what)
{
  SlBlock *block = self->letter != NULL ? sl_letter_find (self->letter, key) : NULL;
  g_autofree char *name = g_strdup (key);

  if (self->response == NULL)
    return;
  if (g_str_equal (what, "leave-out"))
    {
      gboolean added = block != NULL && g_strcmp0 (sl_block_get_state (block), "added") == 0;

      sl_window_apply (GTK_WIDGET (self),
                       added ? sl_response_change_restore (self->response, name)
                             : sl_response_change_leave_out (self->response, name),
                       NULL, NULL);
      if (!added)
        sl_window_toast_undo (GTK_WIDGET (self), _ ("Paragraph left out"),
                              sl_response_change_restore (self->response, name));
    }
  else if (g_str_equal (what, "add"))
    {
      g_autofree char *id = sl_id_new ();
      g_autofree char *new_key = g_strconcat ("own/", id, NULL);

      set_current (self, new_key);
      sl_window_apply (GTK_WIDGET (self),
                       sl_response_change_add (self->response, new_key, name, _ ("Write here.")),
                       NULL, NULL);
    }
  else if (g_str_equal (what, "keep") && block != NULL)
    sl_window_apply (GTK_WIDGET (self),
                     sl_response_change_replace (self->response, name, sl_block_get_text (block),
                                                 sl_block_get_offered (block)),
                     NULL, NULL);
  else
    sl_window_apply (GTK_WIDGET (self), sl_response_change_restore (self->response, name), NULL,
                     NULL);
}

/* The chain. */

static SlCasePage *
get_case_page (SlResponsePage *self)
{
  return SL_CASE_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), SL_TYPE_CASE_PAGE));
}

static void
open_item_cb (SlResponsePage *self, const char *item_id)
{
  if (get_case_page (self) != NULL)
    sl_case_page_show_item (get_case_page (self), item_id);
}

static void
show_evidence_cb (SlResponsePage *self, const char *evidence_id)
{
  g_autoptr (SlEvidence) evidence = sl_evidence_records_load (
      sl_casebook_get_store (self->casebook), evidence_id, NULL);

  if (evidence != NULL && get_case_page (self) != NULL)
    sl_case_page_show_document (get_case_page (self), sl_evidence_get (evidence, "document-id"),
                                sl_evidence_get_page_number (evidence), evidence_id);
}

/* For the remarks. */

const char *
sl_response_page_get_case_id (SlResponsePage *self)
{
  return sl_case_get_id (self->planning_case);
}

const char *
sl_response_page_get_current (SlResponsePage *self)
{
  return self->current;
}

SlRemarkList *
sl_response_page_get_remarks (SlResponsePage *self)
{
  return sl_chain_pane_get_remarks (self->chain);
}

SlBlock *
sl_response_page_find_block (SlResponsePage *self, const char *key)
{
  return self->letter != NULL ? sl_letter_find (self->letter, key) : NULL;
}

void
sl_response_page_go_to (SlResponsePage *self, const char *key)
{
  set_current (self, key);
  sl_section_list_set_current (self->sections, key, TRUE);
  sl_letter_view_set_current (self->view, key, TRUE);
}

void
sl_response_page_replace (SlResponsePage *self, const char *key, const char *text)
{
  edited_cb (self, key, text);
  settled_cb (self, key, text);
}

void
sl_response_page_restore (SlResponsePage *self, const char *key)
{
  act_cb (self, key, "restore");
}

/* Actions. */

static void
show_crime (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlResponsePage *self = SL_RESPONSE_PAGE (widget);

  gtk_window_present (sl_crime_window_new (widget, self->casebook, self->planning_case));
}

static void
export_pdf (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlResponsePage *self = SL_RESPONSE_PAGE (widget);

  sl_section_list_flush (self->sections);
  /* The last words typed go out too. */
  self->export = self->composing;
  if (self->letter != NULL && !self->composing)
    sl_response_export (widget, self->letter, sl_case_get (self->planning_case, "reference"));
}

static void
zoom (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlResponsePage *self = SL_RESPONSE_PAGE (widget);
  double now = sl_letter_view_get_zoom (self->view);

  if (g_str_equal (name, "response.zoom-in"))
    sl_letter_view_set_zoom (self->view, now * 1.15);
  else if (g_str_equal (name, "response.zoom-out"))
    sl_letter_view_set_zoom (self->view, now / 1.15);
  else
    sl_letter_view_fit (self->view);
}

static void
toggle_sections (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlResponsePage *self = SL_RESPONSE_PAGE (widget);
  gboolean shown;

  g_object_get (self->panes, "show-start", &shown, NULL);
  sl_panes_set_show_start (self->panes, !shown);
}

static void
toggle_chain (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlResponsePage *self = SL_RESPONSE_PAGE (widget);
  gboolean shown;

  g_object_get (self->panes, "show-end", &shown, NULL);
  sl_panes_set_show_end (self->panes, !shown);
}

static void
zoomed_cb (SlResponsePage *self)
{
  /* At 96 to the inch a point is 1.33 pixels: that is the paper's own size. */
  g_autofree char *text = g_strdup_printf (
      _ ("%d %%"), (int) (sl_letter_view_get_zoom (self->view) * 72 / 96 * 100 + 0.5));

  gtk_label_set_label (self->zoom, text);
}

static void
folded_cb (SlResponsePage *self)
{
  gboolean start = sl_panes_get_start_folded (self->panes),
           end = sl_panes_get_end_folded (self->panes);
  gboolean covering = sl_panes_get_covering (self->panes);

  gtk_widget_set_visible (self->pages_button, start && covering);
  gtk_widget_set_visible (self->back_button, start);
  gtk_widget_set_visible (self->chain_button, end);
  gtk_widget_set_visible (self->chain_back, end);
}

static void
sl_response_page_unmap (GtkWidget *widget)
{
  sl_section_list_flush (SL_RESPONSE_PAGE (widget)->sections);
  GTK_WIDGET_CLASS (sl_response_page_parent_class)->unmap (widget);
}

static void
sl_response_page_dispose (GObject *object)
{
  SlResponsePage *self = SL_RESPONSE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->casebook != NULL)
    g_clear_signal_handler (&self->store_changed, sl_casebook_get_store (self->casebook));
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_RESPONSE_PAGE);
  g_clear_pointer (&self->composition, sl_composition_free);
  g_clear_object (&self->letter);
  g_clear_object (&self->response);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->casebook);
  g_clear_pointer (&self->current, g_free);
  forget_typed (self);
  G_OBJECT_CLASS (sl_response_page_parent_class)->dispose (object);
}

static void
sl_response_page_finalize (GObject *object)
{
  g_clear_object (&SL_RESPONSE_PAGE (object)->cancellable);
  G_OBJECT_CLASS (sl_response_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/response/sl-response-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, start_setup);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, setup);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, setup_button);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, panes);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, sections);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, view);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, chain);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, count);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, zoom);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, failure);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, pages_button);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, chain_button);
  gtk_widget_class_bind_template_child (widget_class, SlResponsePage, chain_back);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, settled_cb);
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_bind_template_callback (widget_class, block_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoomed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_item_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_evidence_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
}

static void
sl_response_page_class_init (SlResponsePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_response_page_dispose;
  object_class->finalize = sl_response_page_finalize;
  widget_class->unmap = sl_response_page_unmap;

  g_type_ensure (SL_TYPE_PANES);
  g_type_ensure (SL_TYPE_SECTION_LIST);
  g_type_ensure (SL_TYPE_LETTER_VIEW);
  g_type_ensure (SL_TYPE_CHAIN_PANE);
  g_type_ensure (SL_TYPE_RESPONSE_SETUP);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "response.crime", NULL, show_crime);
  gtk_widget_class_install_action (widget_class, "response.export", NULL, export_pdf);
  gtk_widget_class_install_action (widget_class, "response.zoom-in", NULL, zoom);
  gtk_widget_class_install_action (widget_class, "response.zoom-out", NULL, zoom);
  gtk_widget_class_install_action (widget_class, "response.zoom-fit", NULL, zoom);
  gtk_widget_class_install_action (widget_class, "response.toggle-sections", NULL, toggle_sections);
  gtk_widget_class_install_action (widget_class, "response.toggle-chain", NULL, toggle_chain);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "response.toggle-sections",
                                       NULL);
  sl_response_remarks_install (widget_class);
}

static void
sl_response_page_init (SlResponsePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sl_response_page_new:
 * @casebook: the casebook
 * @planning_case: its case
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sl_response_page_new (SlCasebook *casebook, SlCase *planning_case)
{
  SlResponsePage *self = g_object_new (SL_TYPE_RESPONSE_PAGE, NULL);

  self->casebook = g_object_ref (casebook);
  self->planning_case = g_object_ref (planning_case);
  self->store_changed = g_signal_connect (sl_casebook_get_store (casebook), "changed",
                                          G_CALLBACK (store_changed_cb), self);
  sl_response_remarks_connect (self);
  reload (self);
  folded_cb (self);
  return GTK_WIDGET (self);
}
