/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "base/sl-time.h"
#include "case/sl-case-page.h"
#include "cases/sl-case-records.h"
#include "review/sl-bundle.h"
#include "review/sl-reviews-page.h"
#include "review/sl-wait-row.h"
#include "sl-test-review.h"
#include "sl-test.h"
#include "sl-window-private.h"

/* The queue of reviews as a manager, an officer and a trainee meet it. */

#define DAY (24 * G_TIME_SPAN_HOUR)

typedef struct
{
  SlTestResponse *base;
  SlReview *review; /* borrowed */
  char *rowan, *helen, *callum;
  SlWindow *window; /* NULL until somebody sits down at it */
} Fixture;

static gint64 now;

static gint64
tick (gpointer data)
{
  return now += 1000;
}

static void
set_up (Fixture *self)
{
  /* 24 November 2026 at 09:00 UTC. */
  now = G_GINT64_CONSTANT (1795510800000000);
  self->base = sl_test_response_new ();
  sl_clock_set (tick, NULL);
  self->review = sl_casebook_get_review (self->base->casebook);
  self->rowan = g_strdup (sl_person_get_id (sl_casebook_get_person (self->base->casebook)));
  self->helen = sl_test_add_person (self->base, "2001", "Helen Marsh", "manager");
  self->callum = sl_test_add_person (self->base, "2002", "Callum Reyes", "trainee");
  self->window = NULL;
}

static void
tear_down (Fixture *self)
{
  g_object_ref (self->base->casebook);
  if (self->window != NULL)
    sl_ui_test_close (self->window, self->base->casebook);
  else
    g_object_unref (self->base->casebook);
  sl_test_response_free (self->base);
  g_free (self->rowan);
  g_free (self->helen);
  g_free (self->callum);
}

/* A case of @person_id with a draft that is submitted; its id, transfer full. */
static char *
submit (Fixture *self, const char *person_id, const char *reference, const char *stance)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = NULL;
  char *case_id;

  sl_test_become (self->base, person_id);
  case_id = sl_ui_test_add_application (self->base->casebook, reference, "2026-12-01");
  sl_test_response_apply (self->base, sl_case_change_make (case_id, person_id));
  sl_test_response_apply (self->base, sl_case_change_title (case_id, reference));
  sl_test_response_apply (
      self->base, sl_response_change_set (case_id, &(SlResponseValues){ .stance = stance }));
  version = sl_review_submit (self->review, case_id, "", &error);
  g_assert_no_error (error);
  return case_id;
}

static void
decide (Fixture *self, const char *case_id, const char *return_reason)
{
  g_autoptr (GError) error = NULL;

  sl_test_become (self->base, self->helen);
  if (return_reason != NULL)
    sl_review_return (self->review, case_id, return_reason, &error);
  else
    sl_review_approve (self->review, case_id, "", &error);
  g_assert_no_error (error);
}

/* The window's Reviews with @person_id before it. */
static SlReviewsPage *
sit_down (Fixture *self, const char *person_id)
{
  /* What was done so far is heard before, so that nobody else is put in their place. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  sl_test_become (self->base, person_id);
  self->window = sl_ui_test_open_window (self->base->casebook);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-reviews", NULL);
  return SL_REVIEWS_PAGE (sl_ui_test_find (GTK_WIDGET (self->window), SL_TYPE_REVIEWS_PAGE));
}

static void
collect (GtkWidget *root, GPtrArray *rows)
{
  if (SL_IS_WAIT_ROW (root) && gtk_widget_get_mapped (root))
    g_ptr_array_add (rows, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, rows);
}

/* The rows to be seen, from the top. */
static GPtrArray *
list_rows (SlReviewsPage *page)
{
  GPtrArray *rows = g_ptr_array_new ();

  collect (GTK_WIDGET (page), rows);
  return rows;
}

static void
assert_case (GPtrArray *rows, guint index, const char *case_id)
{
  g_assert_cmpuint (index, <, rows->len);
  g_assert_cmpstr (sl_wait_row_get_case_id (g_ptr_array_index (rows, index)), ==, case_id);
}

static void
test_manager (void)
{
  Fixture self;
  g_autofree char *first = NULL, *second = NULL, *own = NULL;
  SlReviewsPage *page;
  g_autoptr (GPtrArray) rows = NULL;

  set_up (&self);
  first = submit (&self, self.callum, "UTT/26/2201/FUL", "concerns");
  now += 2 * DAY;
  own = submit (&self, self.helen, "UTT/26/2203/FUL", "support");
  second = submit (&self, self.rowan, "UTT/26/2202/FUL", "objection");
  now += DAY;
  page = sit_down (&self, self.helen);
  sl_ui_test_see (page, "Waiting for you");
  sl_ui_test_see (page, "2 waiting for you");
  rows = list_rows (page);
  g_assert_cmpuint (rows->len, ==, 3);
  assert_case (rows, 0, first);
  assert_case (rows, 1, second);
  /* Nobody decides on their own. */
  assert_case (rows, 2, own);
  g_assert_nonnull (sl_ui_test_find_label (GTK_WIDGET (page), "Waiting for others"));
  g_assert_null (sl_ui_test_find_label (GTK_WIDGET (page), "Returned to you"));

  g_assert_nonnull (sl_ui_test_find_label (g_ptr_array_index (rows, 0), "Waiting for 3 days"));
  g_assert_nonnull (sl_ui_test_find_label (g_ptr_array_index (rows, 0),
                                           "UTT/26/2201/FUL · Version 1 · Concerns"));
  g_assert_nonnull (sl_ui_test_find_label (g_ptr_array_index (rows, 0),
                                           "Callum Reyes, Crime Prevention Tactical Adviser"));
  g_assert_nonnull (sl_ui_test_find_label (g_ptr_array_index (rows, 0), "Due in 4 days, 1 Dec"));
  /* Rowan Ashdown's role stands on their own word. */
  g_assert_nonnull (sl_ui_test_find_label (
      g_ptr_array_index (rows, 1), "Rowan Ashdown, Designing Out Crime Officer (self-declared)"));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (g_ptr_array_index (rows, 0)),
                                                   GTK_ACCESSIBLE_PROPERTY_LABEL));
  tear_down (&self);
}

static void
test_officer (void)
{
  Fixture self;
  g_autofree char *returned = NULL, *theirs = NULL, *waits = NULL;
  g_autoptr (SlVersion) version = NULL;
  SlReviewsPage *page;
  g_autoptr (GPtrArray) rows = NULL;

  set_up (&self);
  sl_test_become (self.base, self.rowan);
  /* Only a whole response is approved. */
  sl_test_response_fill (self.base);
  version = sl_test_submit (self.base);
  returned = submit (&self, self.rowan, "UTT/26/2205/FUL", "concerns");
  theirs = submit (&self, self.callum, "UTT/26/2206/FUL", "concerns");
  waits = submit (&self, self.rowan, "UTT/26/2207/FUL", "comments");
  decide (&self, returned, "Say what the lighting condition is for.");
  decide (&self, theirs, "Third person, please.");
  decide (&self, self.base->case_id, NULL);
  now += 5 * G_TIME_SPAN_HOUR;
  page = sit_down (&self, self.rowan);
  sl_ui_test_see (page, "Returned to you");
  sl_ui_test_see (page, "Approved, to issue");
  sl_ui_test_see (page, "1 waiting for you");
  rows = list_rows (page);
  g_assert_cmpuint (rows->len, ==, 4);
  assert_case (rows, 0, returned);
  assert_case (rows, 1, self.base->case_id);
  assert_case (rows, 2, theirs);
  assert_case (rows, 3, waits);
  g_assert_null (sl_ui_test_find_label (GTK_WIDGET (page), "Waiting for you"));
  g_assert_nonnull (sl_ui_test_find_label (g_ptr_array_index (rows, 0), "Returned by Helen Marsh"));
  g_assert_nonnull (sl_ui_test_find_label (g_ptr_array_index (rows, 0),
                                           "Say what the lighting condition is for."));
  g_assert_nonnull (sl_ui_test_find_label (g_ptr_array_index (rows, 0), "5 hours ago"));
  g_assert_nonnull (sl_ui_test_find_label (g_ptr_array_index (rows, 1), "Approved by Helen Marsh"));
  g_assert_nonnull (sl_ui_test_find_label (g_ptr_array_index (rows, 2),
                                           "Returned by Helen Marsh to Callum Reyes"));
  tear_down (&self);
}

static void
test_trainee (void)
{
  Fixture self;
  g_autofree char *case_id = NULL;
  SlReviewsPage *page;
  g_autoptr (GPtrArray) rows = NULL;

  set_up (&self);
  case_id = submit (&self, self.callum, "UTT/26/2208/FUL", "concerns");
  page = sit_down (&self, self.callum);
  sl_ui_test_see (page, "Waiting for others");
  rows = list_rows (page);
  g_assert_cmpuint (rows->len, ==, 1);
  assert_case (rows, 0, case_id);
  g_assert_null (sl_ui_test_find_label (GTK_WIDGET (page), "1 waiting for you"));
  g_assert_nonnull (
      sl_ui_test_find_label (g_ptr_array_index (rows, 0), "Waiting for less than an hour"));
  tear_down (&self);
}

static void
test_empty (void)
{
  Fixture self;
  SlReviewsPage *page;

  set_up (&self);
  page = sit_down (&self, self.helen);
  sl_ui_test_see (page, "Nothing to review");
  sl_ui_test_see (page, "Drafts sent to you appear here.");
  tear_down (&self);
}

static gboolean
row_has_focus (gpointer data)
{
  SlReviewsPage *page = data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (page)));

  return focus != NULL && SL_IS_WAIT_ROW (focus);
}

static const char *
get_focused_case (Fixture *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window));

  return SL_IS_WAIT_ROW (focus) ? sl_wait_row_get_case_id (SL_WAIT_ROW (focus)) : "none";
}

static void
move (Fixture *self, int count)
{
  GtkWidget *row = gtk_root_get_focus (GTK_ROOT (self->window));

  g_signal_emit_by_name (gtk_widget_get_parent (row), "move-cursor", GTK_MOVEMENT_DISPLAY_LINES,
                         count, FALSE, FALSE);
}

static gboolean
case_is_open (gpointer data)
{
  return sl_ui_test_find (data, SL_TYPE_CASE_PAGE) != NULL;
}

static void
test_keyboard (void)
{
  Fixture self;
  g_autofree char *first = NULL, *own = NULL;
  SlReviewsPage *page;
  GtkWidget *case_page;

  set_up (&self);
  first = submit (&self, self.callum, "UTT/26/2209/FUL", "concerns");
  own = submit (&self, self.helen, "UTT/26/2210/FUL", "support");
  page = sit_down (&self, self.helen);
  sl_ui_test_wait (row_has_focus, page);
  g_assert_cmpstr (get_focused_case (&self), ==, first);
  /* From one group to the next and back. */
  move (&self, 1);
  g_assert_cmpstr (get_focused_case (&self), ==, own);
  move (&self, -1);
  g_assert_cmpstr (get_focused_case (&self), ==, first);
  gtk_widget_activate (gtk_root_get_focus (GTK_ROOT (self.window)));
  sl_ui_test_wait (case_is_open, self.window);
  case_page = sl_ui_test_find (GTK_WIDGET (self.window), SL_TYPE_CASE_PAGE);
  g_assert_cmpstr (sl_case_get_id (sl_case_page_get_case (SL_CASE_PAGE (case_page))), ==, first);
  tear_down (&self);
}

/* What is done meanwhile comes in, and the keys stay with the case that they were on. */
static void
test_follows (void)
{
  Fixture self;
  g_autofree char *first = NULL, *second = NULL;
  SlReviewsPage *page;

  set_up (&self);
  first = submit (&self, self.callum, "UTT/26/2211/FUL", "concerns");
  second = submit (&self, self.rowan, "UTT/26/2212/FUL", "concerns");
  page = sit_down (&self, self.helen);
  sl_ui_test_see (page, "2 waiting for you");
  sl_ui_test_wait (row_has_focus, page);
  move (&self, 1);
  g_assert_cmpstr (get_focused_case (&self), ==, second);
  decide (&self, first, "Third person, please.");
  sl_ui_test_see (page, "1 waiting for you");
  sl_ui_test_see (page, "Returned by Helen Marsh to Callum Reyes");
  g_assert_cmpstr (get_focused_case (&self), ==, second);
  tear_down (&self);
}

static void
test_narrow (void)
{
  Fixture self;
  g_autofree char *case_id = NULL;
  SlReviewsPage *page;

  set_up (&self);
  case_id = submit (&self, self.callum, "UTT/26/2213/FUL", "information-required");
  page = sit_down (&self, self.helen);
  /* The shadow round it takes 5 px on each side. */
  gtk_window_set_default_size (GTK_WINDOW (self.window), 370, 720);
  sl_ui_test_wait_for_narrow (self.window);
  sl_ui_test_see (page, "Waiting for you");
  sl_ui_test_see (page, "Due in 7 days, 1 Dec");
  sl_ui_test_assert_fits (gtk_widget_get_first_child (GTK_WIDGET (page)));
  tear_down (&self);
}

static gboolean
dialog_says (gpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && sl_ui_test_find_label (l->data, data) != NULL)
      {
        gtk_window_destroy (l->data);
        return TRUE;
      }
  return FALSE;
}

static char *
make_bundle (SlReview *review, const char *case_id)
{
  g_autofree char *folder = sl_test_make_folder ();
  char *path = g_build_filename (folder, "Weavers Lane.sightline", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBundleInfo) info = sl_bundle_make (review, case_id, path, &error);

  g_assert_no_error (error);
  return path;
}

/* Another casebook, as on the manager's computer. */
static void
test_bundle (void)
{
  Fixture self, other;
  g_autofree char *case_id = NULL, *path = NULL, *bytes = NULL;
  SlReviewsPage *page;
  gsize length;

  set_up (&self);
  case_id = submit (&self, self.callum, "UTT/26/2214/FUL", "concerns");
  path = make_bundle (self.review, case_id);
  set_up (&other);
  page = sit_down (&other, other.helen);
  sl_ui_test_see (page, "Nothing to review");
  sl_window_read_bundle (other.window, path);
  sl_ui_test_wait (dialog_says, (gpointer) "Version 1 came for review");
  sl_ui_test_see (page, "UTT/26/2214/FUL · Version 1 · Concerns · Read from a bundle");

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  bytes[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  sl_window_read_bundle (other.window, path);
  sl_ui_test_wait (dialog_says, (gpointer) "The bundle was not read");
  tear_down (&other);
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/reviews/a-manager-sees-what-to-decide-longest-waiting-first", test_manager);
  g_test_add_func ("/ui/reviews/an-officer-sees-what-came-back", test_officer);
  g_test_add_func ("/ui/reviews/a-trainee-waits-for-others", test_trainee);
  g_test_add_func ("/ui/reviews/an-empty-queue-says-what-it-is-for", test_empty);
  g_test_add_func ("/ui/reviews/the-keyboard-goes-through-all-groups-and-opens", test_keyboard);
  g_test_add_func ("/ui/reviews/a-change-comes-in-and-the-focus-stays", test_follows);
  g_test_add_func ("/ui/reviews/times-stand-below-at-360-pixels", test_narrow);
  g_test_add_func ("/ui/reviews/a-bundle-comes-in-and-an-altered-one-is-refused", test_bundle);
  return g_test_run ();
}
