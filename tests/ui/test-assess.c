/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "assessment/sl-assessment.h"
#include "base/sl-id.h"
#include "case/sl-case-page.h"
#include "cases/sl-case-records.h"
#include "checklist/sl-assess-page.h"
#include "checklist/sl-assess-start.h"
#include "checklist/sl-item-row.h"
#include "checklist/sl-judgement.h"
#include "sheets/sl-sheet.h"
#include "site/sl-entry-row.h"

/* The walk over the checklist as a person does it: through the page's actions and fields, and read
 * back from the store. */

typedef struct
{
  SlCasebook *casebook;
  SlWindow *window;
  char *case_id;
  GtkWidget *page;
  SlJudgement *judgement;
} Fixture;

static SlAssessment *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  SlAssessment *assessment = sl_assessment_load (sl_casebook_get_store (fixture->casebook),
                                                 sl_casebook_get_packs (fixture->casebook),
                                                 fixture->case_id, &error);

  g_assert_no_error (error);
  return assessment;
}

static gboolean
is_walking (gpointer data)
{
  SlJudgement *judgement = data;

  return sl_judgement_get_answer (judgement) != NULL &&
         gtk_widget_get_mapped (GTK_WIDGET (judgement));
}

static void
set_up (Fixture *fixture)
{
  static const char *const features[] = { "houses", "flats", "homes-per-entrance=9", NULL };
  SlStore *store;
  g_autoptr (GError) error = NULL;

  fixture->casebook = sl_ui_test_open_casebook ();
  store = sl_casebook_get_store (fixture->casebook);
  fixture->case_id = sl_ui_test_add_application (fixture->casebook, "UTT/26/2147/FUL",
                                                 "2026-11-25");
  sl_store_apply (store,
                  sl_assessment_change_begin (sl_casebook_get_packs (fixture->casebook),
                                              fixture->case_id, "sbd-homes", features, &error),
                  &error);
  g_assert_no_error (error);
  fixture->window = sl_ui_test_open_window (fixture->casebook);
  sl_window_open_case (fixture->window, fixture->case_id);
  sl_case_page_show_view (
      SL_CASE_PAGE (sl_ui_test_find (GTK_WIDGET (fixture->window), SL_TYPE_CASE_PAGE)), "assess");
  fixture->page = sl_ui_test_find (GTK_WIDGET (fixture->window), SL_TYPE_ASSESS_PAGE);
  fixture->judgement = SL_JUDGEMENT (sl_ui_test_find (fixture->page, SL_TYPE_JUDGEMENT));
  sl_ui_test_wait (is_walking, fixture->judgement);
  sl_assess_page_show_item (SL_ASSESS_PAGE (fixture->page), "H21");
}

static void
tear_down (Fixture *fixture)
{
  sl_ui_test_close (fixture->window, fixture->casebook);
  g_free (fixture->case_id);
}

/* What the store says of H21. */
typedef struct
{
  Fixture *fixture;
  SlVerdict verdict;
  const char *observation;
} Expected;

static gboolean
is_stored (gpointer data)
{
  Expected *expected = data;
  g_autoptr (SlAssessment) assessment = load (expected->fixture);
  SlAnswer *answer = sl_assessment_find (assessment, "H21");

  return sl_answer_get_verdict (answer) == expected->verdict &&
         (expected->observation == NULL ||
          g_str_equal (sl_answer_get (answer, "observation"), expected->observation));
}

static GtkTextBuffer *
find_observation (Fixture *fixture)
{
  return gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (sl_ui_test_find (GTK_WIDGET (fixture->judgement), GTK_TYPE_TEXT_VIEW)));
}

static void
test_a_verdict_is_kept_and_undone (void)
{
  Fixture fixture;

  set_up (&fixture);
  gtk_widget_activate_action (fixture.page, "assess.not-met", NULL);
  sl_ui_test_wait (is_stored, &(Expected){ &fixture, SL_VERDICT_NOT_MET, NULL });
  gtk_widget_activate_action (fixture.page, "assess.undo", NULL);
  sl_ui_test_wait (is_stored, &(Expected){ &fixture, SL_VERDICT_NONE, NULL });
  gtk_widget_activate_action (fixture.page, "assess.redo", NULL);
  sl_ui_test_wait (is_stored, &(Expected){ &fixture, SL_VERDICT_NOT_MET, NULL });
  tear_down (&fixture);
}

static void
test_not_applicable_asks_its_reason_in_place (void)
{
  Fixture fixture;
  GtkWidget *entry;

  set_up (&fixture);
  gtk_widget_activate_action (fixture.page, "assess.not-applicable", NULL);
  g_assert_true (is_stored (&(Expected){ &fixture, SL_VERDICT_NONE, NULL }));
  entry = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (fixture.window)), GTK_TYPE_ENTRY);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "No rear gardens are proposed");
  g_signal_emit_by_name (entry, "activate");
  sl_ui_test_wait (is_stored, &(Expected){ &fixture, SL_VERDICT_NOT_APPLICABLE, NULL });
  tear_down (&fixture);
}

static void
test_moving_on_saves_what_was_typed (void)
{
  Fixture fixture;

  set_up (&fixture);
  gtk_text_buffer_set_text (find_observation (&fixture), "A 1.5 m fence is drawn.", -1);
  gtk_widget_activate_action (fixture.page, "assess.next", NULL);
  sl_ui_test_wait (is_stored, &(Expected){ &fixture, SL_VERDICT_NONE, "A 1.5 m fence is drawn." });
  tear_down (&fixture);
}

static void
test_a_change_elsewhere_leaves_typing_alone (void)
{
  Fixture fixture;
  g_autoptr (SlAssessment) assessment = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  set_up (&fixture);
  assessment = load (&fixture);
  gtk_text_buffer_set_text (find_observation (&fixture), "Half a sent", -1);
  sl_store_apply (sl_casebook_get_store (fixture.casebook),
                  sl_answer_change_verdict (assessment, "H21", SL_VERDICT_PARTLY, ""), &error);
  g_assert_no_error (error);
  sl_judgement_refresh (fixture.judgement);
  g_object_get (find_observation (&fixture), "text", &text, NULL);
  g_assert_cmpstr (text, ==, "Half a sent");
  sl_ui_test_wait (is_stored, &(Expected){ &fixture, SL_VERDICT_PARTLY, "Half a sent" });
  tear_down (&fixture);
}

static void
test_rows_show_words_and_fold (void)
{
  Fixture fixture;
  g_autoptr (SlAssessment) assessment = NULL;
  g_autoptr (GHashTable) toggled = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) folded = NULL;
  g_autoptr (GPtrArray) found = NULL;

  set_up (&fixture);
  assessment = load (&fixture);
  folded = sl_item_rows_build (assessment, NULL, toggled, SL_ITEM_FILTER_ALL, NULL);
  for (guint i = 0; i < folded->len; i++)
    g_assert_cmpint (sl_item_row_get_kind (folded->pdata[i]), ==, SL_ITEM_ROW_SECTION);
  found = sl_item_rows_build (assessment, NULL, toggled, SL_ITEM_FILTER_TO_DO, "H21");
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (sl_item_row_get_key (found->pdata[1]), ==, "H21");
  g_assert_cmpstr (sl_item_row_get_end (found->pdata[1]), ==, "To do");
  tear_down (&fixture);
}

static gboolean
has_class (GtkWidget *widget, gconstpointer css_class)
{
  return gtk_widget_has_css_class (widget, css_class);
}

static gboolean
applies (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (SlAssessment) assessment = load (fixture);

  /* A subway is asked about only where there is one. */
  return sl_answer_get_applies (sl_assessment_find (assessment, "H13"));
}

static void
test_features_can_be_changed_later (void)
{
  Fixture fixture;
  GtkWidget *start, *row;

  set_up (&fixture);
  g_assert_false (applies (&fixture));
  gtk_widget_activate_action (fixture.page, "assess.features", NULL);
  start = sl_ui_test_find (fixture.page, SL_TYPE_ASSESS_START);
  row = sl_ui_test_find_row (start, "Subway or underpass");
  g_assert_nonnull (row);
  gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))),
                         TRUE);
  g_signal_emit_by_name (sl_ui_test_find_where (start, has_class, "suggested-action"), "clicked");
  sl_ui_test_wait (applies, &fixture);
  tear_down (&fixture);
}

static void
test_verdicts_are_named (void)
{
  Fixture fixture;
  GtkWidget *button;

  set_up (&fixture);
  button = sl_ui_test_find_where (GTK_WIDGET (fixture.judgement), has_class, "verdict");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Met");
  tear_down (&fixture);
}

/* ---- house types ---- */

/* A scheme of the case with two house types, Type B approved centrally; @ids become its entries'.
 */
static void
add_house_types (Fixture *fixture, char *ids[2])
{
  static const SlSheetValue values[] = { { "type", "Type A" },
                                         { "type", "Type B" },
                                         { "nba-reference", "NBA 1184/B" } };
  SlStore *store = sl_casebook_get_store (fixture->casebook);
  SlPackLibrary *packs = sl_casebook_get_packs (fixture->casebook);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlForm) form = sl_forms_find (packs, "scheme", &error);
  g_autoptr (SlSheet) scheme = NULL;
  g_autofree char *id = sl_id_new ();

  g_assert_no_error (error);
  sl_store_apply (store, sl_sheet_change_begin (form, id, fixture->case_id, NULL, 0), &error);
  g_assert_no_error (error);
  scheme = sl_sheets_load (store, packs, id, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      ids[i] = sl_id_new ();
      sl_store_apply (store, sl_sheet_change_add (scheme, "house-type", ids[i], values + i, i + 1),
                      &error);
      g_assert_no_error (error);
    }
}

static GtkDropDown *
find_choice (Fixture *fixture)
{
  return GTK_DROP_DOWN (sl_ui_test_find (fixture->page, GTK_TYPE_DROP_DOWN));
}

static gboolean
offers_house_types (gpointer data)
{
  GtkDropDown *choice = find_choice (data);

  return gtk_widget_get_mapped (GTK_WIDGET (choice)) &&
         g_list_model_get_n_items (gtk_drop_down_get_model (choice)) == 3;
}

static gboolean
begins_checklist (gpointer data)
{
  Fixture *fixture = data;

  return gtk_widget_get_mapped (sl_ui_test_find (fixture->page, SL_TYPE_ASSESS_START));
}

/* The answer of a house type as it is kept. */
typedef struct
{
  Fixture *fixture;
  const char *entry_id, *item_id;
  SlVerdict verdict;
} Kept;

static gboolean
is_kept (gpointer data)
{
  const Kept *kept = data;
  const SlAssessmentSubject subject = { "", kept->entry_id, "" };
  g_autoptr (SlAssessment)
      walk = sl_assessment_load_for_subject (sl_casebook_get_store (kept->fixture->casebook),
                                             sl_casebook_get_packs (kept->fixture->casebook),
                                             kept->fixture->case_id, &subject, NULL, NULL);

  return walk != NULL &&
         sl_answer_get_verdict (sl_assessment_find (walk, kept->item_id)) == kept->verdict;
}

static gboolean
walks_house_type (gpointer data)
{
  Fixture *fixture = data;
  SlAnswer *answer = sl_judgement_get_answer (fixture->judgement);

  return gtk_widget_get_mapped (GTK_WIDGET (fixture->judgement)) &&
         g_str_equal (sl_answer_get (answer, "item-id"), "H73");
}

/* From the scheme to its house type, begun there, judged, and back to the whole case. */
static void
test_a_house_type_is_walked_from_its_scheme (void)
{
  Fixture fixture;
  char *ids[2];
  GtkWidget *case_page, *row;

  set_up (&fixture);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (find_choice (&fixture))));
  add_house_types (&fixture, ids);
  sl_ui_test_wait (offers_house_types, &fixture);
  case_page = sl_ui_test_find (GTK_WIDGET (fixture.window), SL_TYPE_CASE_PAGE);
  sl_case_page_show_view (SL_CASE_PAGE (case_page), "site");
  sl_ui_test_see (case_page, "Open checklist");
  row = sl_ui_test_find (case_page, SL_TYPE_ENTRY_ROW);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==,
                   "Checklist: not begun");
  g_signal_emit_by_name (row, "checklist");
  g_assert_cmpstr (sl_case_page_get_view (SL_CASE_PAGE (case_page)), ==, "assess");
  sl_ui_test_wait (begins_checklist, &fixture);
  sl_ui_test_see (fixture.page, "Begin the checklist of Type A");
  sl_ui_test_press (fixture.page, "Begin");
  sl_ui_test_wait (walks_house_type, &fixture);
  gtk_widget_activate_action (fixture.page, "assess.not-met", NULL);
  sl_ui_test_wait (is_kept, &(Kept){ &fixture, ids[0], "H73", SL_VERDICT_NOT_MET });
  sl_ui_test_see (fixture.page, "1 of 19 answered, 1 not met");
  sl_case_page_show_view (SL_CASE_PAGE (case_page), "site");
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==,
                   "Checklist: 1 of 19 answered, 1 not met");
  /* An item that the response speaks of is the whole case's. */
  sl_case_page_show_item (SL_CASE_PAGE (case_page), "H21");
  g_assert_cmpuint (gtk_drop_down_get_selected (find_choice (&fixture)), ==, 0);
  g_assert_cmpstr (sl_answer_get (sl_judgement_get_answer (fixture.judgement), "item-id"), ==,
                   "H21");
  tear_down (&fixture);
  g_free (ids[0]);
  g_free (ids[1]);
}

static void
test_a_proposal_is_taken_over (void)
{
  Fixture fixture;
  char *ids[2];

  set_up (&fixture);
  add_house_types (&fixture, ids);
  sl_ui_test_wait (offers_house_types, &fixture);
  gtk_drop_down_set_selected (find_choice (&fixture), 2);
  sl_ui_test_wait (begins_checklist, &fixture);
  sl_ui_test_press (fixture.page, "Begin");
  sl_ui_test_wait (walks_house_type, &fixture);
  sl_ui_test_see (fixture.page, "Approved centrally: Met");
  g_assert_true (is_kept (&(Kept){ &fixture, ids[1], "H73", SL_VERDICT_NONE }));
  sl_ui_test_press (fixture.page, "Take over");
  sl_ui_test_wait (is_kept, &(Kept){ &fixture, ids[1], "H73", SL_VERDICT_MET });
  gtk_widget_activate_action (fixture.page, "assess.undo", NULL);
  sl_ui_test_wait (is_kept, &(Kept){ &fixture, ids[1], "H73", SL_VERDICT_NONE });
  tear_down (&fixture);
  g_free (ids[0]);
  g_free (ids[1]);
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/assess/a-verdict-is-kept-undone-and-done-again",
                   test_a_verdict_is_kept_and_undone);
  g_test_add_func ("/assess/not-applicable-asks-its-reason-in-place",
                   test_not_applicable_asks_its_reason_in_place);
  g_test_add_func ("/assess/moving-on-saves-what-was-typed", test_moving_on_saves_what_was_typed);
  g_test_add_func ("/assess/a-change-elsewhere-leaves-typing-alone",
                   test_a_change_elsewhere_leaves_typing_alone);
  g_test_add_func ("/assess/rows-show-words-and-fold", test_rows_show_words_and_fold);
  g_test_add_func ("/assess/features-can-be-changed-later", test_features_can_be_changed_later);
  g_test_add_func ("/assess/verdicts-are-named", test_verdicts_are_named);
  g_test_add_func ("/assess/a-house-type-is-walked-from-its-scheme",
                   test_a_house_type_is_walked_from_its_scheme);
  g_test_add_func ("/assess/a-proposal-is-taken-over", test_a_proposal_is_taken_over);
  return g_test_run ();
}
