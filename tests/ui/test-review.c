/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "base/sl-id.h"
#include "case/sl-case-page.h"
#include "checklist/sl-assess-page.h"
#include "documents/sl-document-records.h"
#include "documents/sl-documents-page.h"
#include "review/sl-change-fold.h"
#include "review/sl-change-row.h"
#include "review/sl-changes-view.h"
#include "review/sl-comment-card.h"
#include "review/sl-comments-pane.h"
#include "review/sl-review-composer.h"
#include "review/sl-review-page.h"
#include "review/sl-source-line.h"
#include "review/sl-subject-row.h"
#include "review/sl-versions-pane.h"
#include "sheets/sl-sheet.h"
#include "sl-test-response.h"
#include "store/sl-database.h"
#include "widgets/sl-panes.h"

/* The way of a draft through quality assurance as it is seen: made with the core's functions by one
 * person, looked at and gone on with in the page by another. Past 600 lines because the stories
 * share one casebook, its two people and the ways to find what stands on the page. */

#define PARAGRAPH "item/H21/observation"

typedef struct
{
  SlTestResponse *response;
  SlReview *review;
  SlPerson *officer;
  SlPerson *manager;
  SlWindow *window;
  GtkWidget *page;
} Fixture;

/* People. */

static gboolean
add_manager (SlTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (SlStatement)
      statement = sl_database_prepare (sl_transaction_get_database (transaction),
                                       "INSERT INTO person (person_id, account, login, "
                                       "display_name, role, job_title, staff_number, email,"
                                       " telephone, created_at, declared) VALUES (?, 'uid:4711', "
                                       "'hmarsh', 'Helen Marsh', 'manager', '', '', '',"
                                       " '', ?, 1)",
                                       error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", data, sl_transaction_get_time (transaction));
  return sl_statement_run (statement, error);
}

static void
act_as (Fixture *fixture, SlPerson *person)
{
  sl_store_set_actor (fixture->response->store, sl_person_get_id (person),
                      person == fixture->manager ? "uid:4711" : "uid:0",
                      sl_person_get_role (person));
  sl_review_set_person (fixture->review, person);
}

static void
set_up (Fixture *fixture)
{
  g_autofree char *id = sl_id_new ();
  g_autoptr (GError) error = NULL;

  fixture->response = sl_test_response_new ();
  fixture->review = sl_casebook_get_review (fixture->response->casebook);
  sl_test_response_apply (fixture->response,
                          sl_change_new ("add-person", "person", id, "", add_manager, id, NULL));
  /* The casebook hears of the new person, and looks anew who is at work. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  sl_casebook_reload_person (fixture->response->casebook, &error);
  g_assert_no_error (error);
  fixture->officer = g_object_ref (sl_casebook_get_person (fixture->response->casebook));
  fixture->manager = sl_people_load (fixture->response->store, id, &error);
  g_assert_no_error (error);
}

static void
open_page (Fixture *fixture, int width)
{
  fixture->window = sl_ui_test_open_view (fixture->response->casebook, fixture->response->case_id,
                                          "review", width);
  fixture->page = sl_ui_test_find (GTK_WIDGET (fixture->window), SL_TYPE_REVIEW_PAGE);
}

static void
close_page (Fixture *fixture)
{
  act_as (fixture, fixture->officer);
  g_object_unref (fixture->officer);
  g_object_unref (fixture->manager);
  sl_ui_test_close (fixture->window, g_object_ref (fixture->response->casebook));
  sl_test_response_free (fixture->response);
}

/* What is to be seen. */

typedef struct
{
  GtkWidget *root;
  const char *text;
} Button;

static gboolean
button_stands (gpointer data)
{
  Button *button = data;

  return sl_ui_test_find_button (button->root, button->text) != NULL;
}

/* Whether it can be pressed or not. */
static GtkWidget *
wait_for_button (GtkWidget *root, const char *text)
{
  sl_ui_test_wait (button_stands, &(Button){ root, text });
  return sl_ui_test_find_button (root, text);
}

static gboolean
is_open_composer (GtkWidget *widget, gconstpointer data)
{
  return SL_IS_REVIEW_COMPOSER (widget) && sl_review_composer_is_open (SL_REVIEW_COMPOSER (widget));
}

/* The composer that is open: of comments, or at the foot. */
static GtkWidget *
find_composer (GtkWidget *root)
{
  return sl_ui_test_find_where (root, is_open_composer, NULL);
}

static void
write_text (Fixture *fixture, const char *text)
{
  GtkWidget *composer = find_composer (fixture->page);

  g_assert_nonnull (composer);
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (sl_ui_test_find (composer, GTK_TYPE_TEXT_VIEW))),
      text, -1);
}

static gboolean
is_row_of (GtkWidget *widget, gconstpointer key)
{
  const SlBlockChange *block = SL_IS_CHANGE_ROW (widget)
                                   ? sl_change_row_get_block (SL_CHANGE_ROW (widget))
                                   : NULL;

  return block != NULL && g_str_equal (block->key, key);
}

static SlChangeRow *
find_row (GtkWidget *root, const char *key)
{
  return (SlChangeRow *) sl_ui_test_find_where (root, is_row_of, key);
}

static gboolean
is_selectable (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_label_get_selectable (GTK_LABEL (widget));
}

/* Its words: the label that can be selected. */
static GtkLabel *
find_words (SlChangeRow *row)
{
  return GTK_LABEL (sl_ui_test_find_where (GTK_WIDGET (row), is_selectable, NULL));
}

static gboolean
row_stands (gpointer data)
{
  return find_row (((Fixture *) data)->page, PARAGRAPH) != NULL;
}

/* What others do meanwhile, with the core's functions. */

static void
submit (Fixture *fixture, const char *note)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion)
      version = sl_review_submit (fixture->review, fixture->response->case_id, note, &error);

  g_assert_no_error (error);
}

static char *
comment (Fixture *fixture, const SlAnchor *anchor, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) newest = sl_versions_load_newest (fixture->response->store,
                                                          fixture->response->case_id, &error);
  char *id = sl_comment_add (fixture->review, sl_version_get_id (newest), anchor, body, &error);

  g_assert_no_error (error);
  return id;
}

static void
give_back (Fixture *fixture, const char *reason)
{
  g_autoptr (GError) error = NULL;

  sl_review_return (fixture->review, fixture->response->case_id, reason, &error);
  g_assert_no_error (error);
}

static void
judge_again (Fixture *fixture)
{
  sl_test_response_judge (fixture->response, "H21", SL_VERDICT_NOT_MET,
                          &(SlAnswerText){ .observation = "The rear boundary is drawn at 1.2 m",
                                           .place = "plots 14 to 21",
                                           .priority = "high" });
}

/* Stories. */

static void
test_nothing_yet (void)
{
  Fixture fixture;

  set_up (&fixture);
  open_page (&fixture, 1400);
  sl_ui_test_see (fixture.page, "Nothing to review");
  sl_ui_test_press (fixture.page, "Go to the response");
  g_assert_cmpstr (sl_case_page_get_view (SL_CASE_PAGE (
                       sl_ui_test_find (GTK_WIDGET (fixture.window), SL_TYPE_CASE_PAGE))),
                   ==, "response");
  close_page (&fixture);
}

static void
test_send (void)
{
  Fixture fixture;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  open_page (&fixture, 1400);
  sl_ui_test_see (fixture.page, "Not sent for review yet.");
  sl_ui_test_press (fixture.page, "Send for review…");
  write_text (&fixture, "The boundary of plots 14 to 21 matters most.");
  sl_ui_test_press (fixture.page, "Send for review");
  sl_ui_test_see (fixture.page, "In review");
  sl_ui_test_see (fixture.page, "The boundary of plots 14 to 21 matters most.");
  g_assert_null (find_composer (fixture.page));
  g_assert_null (sl_ui_test_find_button (fixture.page, "Approve"));
  sl_ui_test_press (fixture.page, "Take back…");
  sl_ui_test_press (fixture.page, "Take back");
  sl_ui_test_see (fixture.page, "Version 1 was taken back.");
  close_page (&fixture);
}

/* Minutes of a case, from their record to the manager's approval, beside its response. */
static void
test_minutes (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlForm) form = NULL;
  g_autofree char *sheet_id = sl_id_new ();
  g_autofree char *minutes = sl_paper_make_id (sheet_id, "minutes", 1);
  const SlSheetValue subject = { "subject", "Boundaries of Block A" };
  SlCasePage *page;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  form = sl_forms_find (sl_casebook_get_packs (fixture.response->casebook), "meeting", &error);
  g_assert_no_error (error);
  sl_test_response_apply (
      fixture.response,
      sl_sheet_change_begin (form, sheet_id, fixture.response->case_id, &subject, 1));
  open_page (&fixture, 1400);
  sl_ui_test_see (fixture.page, "Not sent for review yet.");
  page = SL_CASE_PAGE (sl_ui_test_find (GTK_WIDGET (fixture.window), SL_TYPE_CASE_PAGE));
  sl_case_page_show_paper (page, minutes);
  sl_ui_test_see (fixture.page, "No photograph waits to be looked at for faces and number plates");
  sl_ui_test_press (fixture.page, "Send for review…");
  sl_ui_test_press (fixture.page, "Send for review");
  sl_ui_test_see (fixture.page, "In review");
  act_as (&fixture, fixture.manager);
  sl_case_page_show_paper (page, fixture.response->case_id);
  sl_ui_test_see (fixture.page, "Not sent for review yet.");
  sl_case_page_show_paper (page, minutes);
  sl_ui_test_press (fixture.page, "Approve");
  sl_ui_test_see (fixture.page, "Approved");
  close_page (&fixture);
}

static void
test_return_needs_reason (void)
{
  Fixture fixture;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  submit (&fixture, "");
  act_as (&fixture, fixture.manager);
  open_page (&fixture, 1400);
  sl_ui_test_press (fixture.page, "Return with a reason…");
  g_assert_false (gtk_widget_is_sensitive (wait_for_button (fixture.page, "Return")));
  write_text (&fixture, "  \n");
  g_assert_false (gtk_widget_is_sensitive (sl_ui_test_find_button (fixture.page, "Return")));
  write_text (&fixture, "Boundaries and conditions");
  sl_ui_test_press (fixture.page, "Return");
  sl_ui_test_see (fixture.page, "Returned");
  sl_ui_test_see (fixture.page, "Boundaries and conditions");
  sl_ui_test_see_no_more (fixture.page, "In review");
  close_page (&fixture);
}

/* A comment on words, answered and closed, with its undo. */
static void
test_comment (void)
{
  Fixture fixture;
  GtkLabel *words;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  submit (&fixture, "");
  act_as (&fixture, fixture.manager);
  open_page (&fixture, 1400);
  sl_ui_test_wait (row_stands, &fixture);
  words = find_words (find_row (fixture.page, PARAGRAPH));
  gtk_widget_grab_focus (GTK_WIDGET (words));
  gtk_label_select_region (words, 0, 15);
  gtk_widget_activate_action (fixture.page, "review.comment", NULL);
  sl_ui_test_see (fixture.page, "Comment on these words");
  write_text (&fixture, "Say what is drawn and what is asked.");
  sl_ui_test_press (fixture.page, "Add comment");
  sl_ui_test_see (fixture.page, "Say what is drawn and what is asked.");
  sl_ui_test_see (fixture.page, "1 open");
  g_assert_nonnull (sl_comments_pane_get_chosen (
      SL_COMMENTS_PANE (sl_ui_test_find (fixture.page, SL_TYPE_COMMENTS_PANE))));

  sl_ui_test_press (fixture.page, "Reply");
  write_text (&fixture, "The height, too.");
  sl_ui_test_press (fixture.page, "Add reply");
  sl_ui_test_see (fixture.page, "The height, too.");

  sl_ui_test_press (fixture.page, "Close comment");
  sl_ui_test_see (fixture.page, "none open");
  sl_ui_test_see (fixture.page, "Say what is drawn and what is asked.");
  sl_ui_test_press (fixture.window, "Undo");
  sl_ui_test_see (fixture.page, "1 open");
  close_page (&fixture);
}

/* An open comment holds approval back, and the page says so beside the button. */
static void
test_approval_waits (void)
{
  Fixture fixture;
  g_autofree char *id = NULL;
  GtkWidget *approve;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  submit (&fixture, "");
  act_as (&fixture, fixture.manager);
  id = comment (&fixture, &(SlAnchor){ .kind = "whole", .key = "" }, "Which award level?");
  open_page (&fixture, 1400);
  sl_ui_test_see (fixture.page, "Which award level?");
  sl_ui_test_see (fixture.page, "The whole paper");
  approve = wait_for_button (fixture.page, "Approve");
  g_assert_false (gtk_widget_is_sensitive (approve));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (approve), !=, "");
  g_assert_nonnull (sl_ui_test_find_label (fixture.page, gtk_widget_get_tooltip_text (approve)));
  close_page (&fixture);
}

static guint
count_widgets (GtkWidget *root, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_mapped (root) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child, type);
  return n;
}

/* What changed since one looked: struck and underlined, told in words, the rest folded; the comment
 * has the words of then and of now. */
static void
test_changes (void)
{
  Fixture fixture;
  g_autofree char *id = NULL;
  SlChangeRow *row;
  PangoAttrIterator *iterator;
  gboolean struck = FALSE, underlined = FALSE;
  guint n_rows;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  submit (&fixture, "");
  act_as (&fixture, fixture.manager);
  id = comment (&fixture, &(SlAnchor){ .kind = "text", .key = PARAGRAPH }, "Say what is drawn.");
  give_back (&fixture, "Boundaries");
  act_as (&fixture, fixture.officer);
  judge_again (&fixture);
  submit (&fixture, "");
  open_page (&fixture, 1400);
  sl_ui_test_wait (row_stands, &fixture);
  sl_ui_test_see (fixture.page, "Version 2");
  sl_ui_test_see (fixture.page, "In the answers and records");
  sl_ui_test_see (fixture.page, "This was changed since.");
  row = find_row (fixture.page, PARAGRAPH);
  g_assert_cmpuint (sl_change_row_get_n_changes (row), >, 0);
  iterator = pango_attr_list_get_iterator (gtk_label_get_attributes (find_words (row)));
  do
    {
      PangoAttribute *attribute = pango_attr_iterator_get (iterator, PANGO_ATTR_STRIKETHROUGH);

      struck |= attribute != NULL && ((PangoAttrInt *) attribute)->value != 0;
      attribute = pango_attr_iterator_get (iterator, PANGO_ATTR_UNDERLINE);
      underlined |= attribute != NULL &&
                    ((PangoAttrInt *) attribute)->value != PANGO_UNDERLINE_NONE;
    }
  while (pango_attr_iterator_next (iterator));
  pango_attr_iterator_destroy (iterator);
  g_assert_true (struck && underlined);

  n_rows = count_widgets (fixture.page, SL_TYPE_CHANGE_ROW);
  g_assert_nonnull (sl_ui_test_find (fixture.page, SL_TYPE_CHANGE_FOLD));
  sl_change_fold_open (SL_CHANGE_FOLD (sl_ui_test_find (fixture.page, SL_TYPE_CHANGE_FOLD)));
  g_assert_cmpuint (count_widgets (fixture.page, SL_TYPE_CHANGE_ROW), >, n_rows);
  gtk_widget_activate_action (fixture.page, "review.next-change", NULL);
  g_assert_cmpuint (sl_changes_view_get_position (
                        SL_CHANGES_VIEW (sl_ui_test_find (fixture.page, SL_TYPE_CHANGES_VIEW))),
                    ==, 1);
  close_page (&fixture);
}

/* What blocks is overruled where it is listed, with a reason, by who may. */
static void
test_overrule (void)
{
  Fixture fixture;
  g_autoptr (SlResponse) response = NULL;
  GtkWidget *versions;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  response = sl_response_load (fixture.response->store, fixture.response->case_id, NULL);
  sl_test_response_apply (
      fixture.response,
      sl_response_change_add (response, "own/1", "opening/basis", "A gate is not needed here."));
  submit (&fixture, "");
  act_as (&fixture, fixture.manager);
  open_page (&fixture, 1400);
  g_assert_false (gtk_widget_is_sensitive (wait_for_button (fixture.page, "Approve")));
  versions = sl_ui_test_find (fixture.page, SL_TYPE_VERSIONS_PANE);
  sl_ui_test_press (versions, "Overrule…");
  sl_ui_test_see (fixture.page, "Why is this remark overruled?");
  g_assert_false (gtk_widget_is_sensitive (wait_for_button (fixture.page, "Overrule")));
  write_text (&fixture, "The highway authority asked for the sentence.");
  sl_ui_test_press (fixture.page, "Overrule");
  sl_ui_test_see_no_more (versions, "Overrule…");
  sl_ui_test_see (fixture.page, "Nothing stands in the way of approval.");
  g_assert_true (gtk_widget_is_sensitive (wait_for_button (fixture.page, "Approve")));
  close_page (&fixture);
}

/* Records of a first version: nothing changed, and all can be talked about. */

static gboolean
is_record (GtkWidget *widget, gconstpointer id)
{
  return SL_IS_SUBJECT_ROW (widget) && gtk_widget_get_mapped (widget) &&
         g_str_equal (sl_subject_row_get_id (SL_SUBJECT_ROW (widget)), id);
}

static gboolean
is_evidence (GtkWidget *widget, gconstpointer data)
{
  return SL_IS_SUBJECT_ROW (widget) && gtk_widget_get_mapped (widget) &&
         g_str_equal (sl_subject_row_get_kind (SL_SUBJECT_ROW (widget)), "evidence");
}

static gboolean
answers_stand (gpointer data)
{
  return sl_ui_test_find_where (((Fixture *) data)->page, is_record, "H21") != NULL;
}

static void
submit_and_read (Fixture *fixture)
{
  set_up (fixture);
  sl_test_response_fill (fixture->response);
  submit (fixture, "");
  act_as (fixture, fixture->manager);
  open_page (fixture, 1400);
  sl_ui_test_wait (row_stands, fixture);
}

static SlComment *
load_only_comment (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel)
      comments = sl_comments_list (fixture->response->store, fixture->response->case_id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (comments), ==, 1);
  return g_list_model_get_item (comments, 0);
}

/* From the list of answers, with its verdict, its words and its evidence. */
static void
test_comment_on_answer (void)
{
  Fixture fixture;
  GtkWidget *answer;
  g_autoptr (SlComment) comment = NULL;

  submit_and_read (&fixture);
  gtk_widget_activate_action (fixture.page, "review.show-answers", NULL);
  sl_ui_test_wait (answers_stand, &fixture);
  answer = sl_ui_test_find_where (fixture.page, is_record, "H21");
  sl_ui_test_see (answer, "Not met");
  g_assert_null (sl_ui_test_find_button (answer, "Comment…"));
  sl_subject_row_open (SL_SUBJECT_ROW (answer));
  sl_ui_test_see (answer, "The rear boundary, on public footpath 14, is drawn at 1.5 m");
  sl_ui_test_see (answer, "“BT3 1.5 m close-boarded fence”");
  sl_ui_test_press (answer, "Comment…");
  sl_ui_test_see (fixture.page, "Comment on this answer");
  write_text (&fixture, "Which plots look over the path?");
  sl_ui_test_press (fixture.page, "Add comment");
  sl_ui_test_see (fixture.page, "Which plots look over the path?");
  sl_ui_test_see (answer, "1 open comment");
  comment = load_only_comment (&fixture);
  g_assert_cmpstr (sl_comment_get (comment, "anchor-kind"), ==, "answer");
  g_assert_cmpstr (sl_comment_get (comment, "anchor-key"), ==, "H21");
  g_assert_cmpstr (sl_comment_get (comment, "version-number"), ==, "1");
  close_page (&fixture);
}

/* From the paragraph: the sentence, the item it comes from, the evidence of that. */
static void
test_comment_on_evidence (void)
{
  Fixture fixture;
  GtkWidget *source, *evidence;
  g_autoptr (SlComment) comment = NULL;

  submit_and_read (&fixture);
  source = sl_ui_test_find (gtk_widget_get_parent (GTK_WIDGET (find_row (fixture.page, PARAGRAPH))),
                            SL_TYPE_SOURCE_LINE);
  sl_ui_test_see (source, "H21, Not met · 1 piece of evidence");
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (sl_ui_test_find (source, GTK_TYPE_TOGGLE_BUTTON)), TRUE);
  sl_ui_test_see (source, "PL-106 C, page 1, quotation");
  evidence = sl_ui_test_find_where (source, is_evidence, NULL);
  sl_ui_test_press (evidence, "Comment…");
  sl_ui_test_see (fixture.page, "Comment on this evidence");
  write_text (&fixture, "Is revision C the newest?");
  sl_ui_test_press (fixture.page, "Add comment");
  sl_ui_test_see (fixture.page, "Is revision C the newest?");
  sl_ui_test_see (source, "H21, Not met · 1 piece of evidence · 1 open comment");
  comment = load_only_comment (&fixture);
  g_assert_cmpstr (sl_comment_get (comment, "anchor-kind"), ==, "evidence");
  g_assert_cmpstr (sl_comment_get (comment, "anchor-key"), ==,
                   sl_subject_row_get_id (SL_SUBJECT_ROW (evidence)));
  close_page (&fixture);
}

static gboolean
is_assess_offer (gpointer data)
{
  return sl_ui_test_find_button (sl_ui_test_find (data, SL_TYPE_ASSESS_PAGE), "Comment…") != NULL;
}

/* Where the work is: the item says what the review thinks of it, and leads there. */
static void
test_comment_from_item (void)
{
  Fixture fixture;
  SlCasePage *page;
  GtkWidget *assess;
  g_autoptr (SlComment) comment = NULL;

  submit_and_read (&fixture);
  page = SL_CASE_PAGE (sl_ui_test_find (GTK_WIDGET (fixture.window), SL_TYPE_CASE_PAGE));
  assess = sl_ui_test_find (GTK_WIDGET (page), SL_TYPE_ASSESS_PAGE);
  sl_case_page_show_item (page, "H21");
  sl_ui_test_wait (is_assess_offer, page);
  sl_ui_test_press (assess, "Comment…");
  sl_ui_test_see (fixture.page, "Comment on this answer");
  g_assert_cmpstr (sl_case_page_get_view (page), ==, "review");
  write_text (&fixture, "Which plots look over the path?");
  sl_ui_test_press (fixture.page, "Add comment");
  sl_ui_test_see (fixture.page, "1 open");
  comment = load_only_comment (&fixture);
  g_assert_cmpstr (sl_comment_get (comment, "anchor-key"), ==, "H21");

  sl_case_page_show_item (page, "H21");
  sl_ui_test_see (assess, "1 open comment");
  sl_ui_test_see (assess, "Which plots look over the path?");
  sl_case_page_show_item (page, "H42");
  sl_ui_test_see_no_more (assess, "Which plots look over the path?");
  close_page (&fixture);
}

/* The same beside the page that the evidence lies on. */
static void
test_comment_beside_evidence (void)
{
  Fixture fixture;
  GtkWidget *documents;
  SlCasePage *page;
  g_autofree char *id = NULL;
  g_autoptr (GListModel) all = NULL;
  g_autoptr (SlEvidence) evidence = NULL;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  submit (&fixture, "");
  all = sl_evidence_records_list (fixture.response->store, fixture.response->case_id, NULL, NULL);
  evidence = g_list_model_get_item (all, 0);
  act_as (&fixture, fixture.manager);
  id = comment (&fixture,
                &(SlAnchor){ .kind = "evidence", .key = sl_evidence_get (evidence, "id") },
                "Is revision C the newest?");
  open_page (&fixture, 1400);
  page = SL_CASE_PAGE (sl_ui_test_find (GTK_WIDGET (fixture.window), SL_TYPE_CASE_PAGE));
  sl_case_page_show_document (page, sl_evidence_get (evidence, "document-id"), 1,
                              sl_evidence_get (evidence, "id"));
  documents = sl_ui_test_find (GTK_WIDGET (page), SL_TYPE_DOCUMENTS_PAGE);
  sl_ui_test_see (documents, "Is revision C the newest?");
  sl_ui_test_press (documents, "Comment…");
  sl_ui_test_see (fixture.page, "Comment on this evidence");
  close_page (&fixture);
}

/* Everything fits into the narrowest window, in every state of the page. */
static void
test_narrow (void)
{
  static const char *const actions[] = { "review.toggle-versions", "review.toggle-versions",
                                         "review.toggle-comments", "review.toggle-comments",
                                         "review.show-answers",    "review.show-pages",
                                         "review.show-changes",    "review.return" };
  Fixture fixture;
  g_autofree char *id = NULL;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  submit (&fixture, "The boundary of plots 14 to 21 matters most.");
  act_as (&fixture, fixture.manager);
  id = comment (&fixture, &(SlAnchor){ .kind = "text", .key = PARAGRAPH }, "Say what is drawn.");
  open_page (&fixture, 360);
  sl_ui_test_wait (row_stands, &fixture);
  sl_ui_test_see (fixture.page, "1 open comment");
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      for (guint pane = 0; pane < 3; pane++)
        {
          GtkWidget *panes = sl_ui_test_find (fixture.page, SL_TYPE_PANES);

          for (GtkWidget *child = gtk_widget_get_first_child (panes); child != NULL;
               child = gtk_widget_get_next_sibling (child))
            {
              if (!gtk_widget_get_child_visible (child))
                continue;
              sl_ui_test_assert_fits (child);
            }
        }
      gtk_widget_activate_action (fixture.page, actions[i], NULL);
    }
  close_page (&fixture);
}

int
main (int argc, char *argv[])
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/review/a-case-without-a-draft-offers-the-response", test_nothing_yet);
  g_test_add_func ("/ui/review/an-author-sends-and-takes-back", test_send);
  g_test_add_func ("/ui/review/minutes-go-their-way-beside-the-response", test_minutes);
  g_test_add_func ("/ui/review/a-return-needs-a-reason", test_return_needs_reason);
  g_test_add_func ("/ui/review/a-comment-on-words-is-answered-closed-and-opened-again",
                   test_comment);
  g_test_add_func ("/ui/review/what-approval-waits-for-stands-beside-it", test_approval_waits);
  g_test_add_func ("/ui/review/a-remark-that-blocks-is-overruled-where-it-is-listed",
                   test_overrule);
  g_test_add_func ("/ui/review/what-changed-is-marked-and-the-rest-folded", test_changes);
  g_test_add_func ("/ui/review/an-answer-of-a-first-version-is-commented-on",
                   test_comment_on_answer);
  g_test_add_func ("/ui/review/evidence-behind-a-sentence-of-a-first-version-is-commented-on",
                   test_comment_on_evidence);
  g_test_add_func ("/ui/review/an-item-leads-to-its-comment-and-shows-it", test_comment_from_item);
  g_test_add_func ("/ui/review/evidence-shows-its-comments-beside-the-page",
                   test_comment_beside_evidence);
  g_test_add_func ("/ui/review/everything-fits-at-360-pixels", test_narrow);
  return g_test_run ();
}
