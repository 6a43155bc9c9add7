/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-trainees-pane.h"

#include "progress/sl-team-row.h"
#include "widgets/sl-grouped-list.h"

#include <glib/gi18n.h>

typedef enum
{
  GROUP_WAITING,
  GROUP_APPEALS,
  GROUP_TRAINEES,
  GROUP_AGAIN,
  GROUP_OTHERS,
  N_GROUPS,
} GroupId;

static const char *const group_titles[N_GROUPS] = {
  [GROUP_WAITING] = N_ ("Waiting for you"),   [GROUP_APPEALS] = N_ ("Appeals"),
  [GROUP_TRAINEES] = N_ ("Trainees"),         [GROUP_AGAIN] = N_ ("To be looked at again"),
  [GROUP_OTHERS] = N_ ("Waiting for others"),
};

typedef enum
{
  LINE_WAIT,
  LINE_APPEAL,
  LINE_TRAINEE,
  LINE_PERSON,
  LINE_REQUEST,
  LINE_DRAW,
} LineKind;

typedef struct
{
  LineKind kind;
  GroupId group;
  gconstpointer record; /* of the state */
  guint n_claims;
} Line;

struct _SlTraineesPane
{
  AdwBin parent_instance;

  const SlProgressState *state; /* borrowed */
  GPtrArray *people;            /* of SlPerson: trainees without a portfolio */
  GArray *lines;
  AdwClamp *clamp;
  SlGroupedList *list;
};

static guint opened;

G_DEFINE_FINAL_TYPE (SlTraineesPane, sl_trainees_pane, ADW_TYPE_BIN)

/* ---- lines ---- */

static guint
count_lines (gpointer pane)
{
  return SL_TRAINEES_PANE (pane)->lines->len;
}

static const Line *
get_line (gpointer pane, guint position)
{
  return &g_array_index (SL_TRAINEES_PANE (pane)->lines, Line, position);
}

static guint
get_group (gpointer pane, guint position)
{
  return get_line (pane, position)->group;
}

static GtkWidget *
make_row (gpointer pane, guint position)
{
  const Line *line = get_line (pane, position);

  switch (line->kind)
    {
    case LINE_WAIT:
      return sl_team_row_new_wait (line->record, line->n_claims);
    case LINE_APPEAL:
      return sl_team_row_new_appeal (line->record);
    case LINE_TRAINEE:
      return sl_team_row_new_trainee (line->record);
    case LINE_PERSON:
      return sl_team_row_new_person (SL_PERSON ((gpointer) line->record));
    case LINE_REQUEST:
      return sl_team_row_new_request (line->record);
    case LINE_DRAW:
    default:
      return sl_team_row_new_draw (line->record);
    }
}

static char *
dup_key (gpointer pane, guint position)
{
  const Line *line = get_line (pane, position);
  const char *id;

  switch (line->kind)
    {
    case LINE_WAIT:
      id = ((const SlClaimWait *) line->record)->occasion_id;
      break;
    case LINE_APPEAL:
    case LINE_TRAINEE:
      id = ((const SlTrainee *) line->record)->portfolio_id;
      break;
    case LINE_PERSON:
      id = sl_person_get_id (SL_PERSON ((gpointer) line->record));
      break;
    case LINE_REQUEST:
      id = ((const SlSecondRequest *) line->record)->request_id;
      break;
    case LINE_DRAW:
    default:
      id = ((const SlSampleDraw *) line->record)->occasion_id;
    }
  return g_strdup_printf ("%d %s", line->kind, id);
}

static void
set_row_narrow (GtkWidget *row, gboolean narrow)
{
  sl_team_row_set_narrow (SL_TEAM_ROW (row), narrow);
}

static const SlGroupedListSource source = { .count = count_lines,
                                            .get_group = get_group,
                                            .make_row = make_row,
                                            .dup_key = dup_key,
                                            .set_row_narrow = set_row_narrow };

static void
add_record (SlTraineesPane *self, LineKind kind, GroupId group, gconstpointer record)
{
  const Line line = { .kind = kind, .group = group, .record = record, .n_claims = 1 };

  g_array_append_val (self->lines, line);
}

/* Claims of one occasion are one line: they are assessed together. */
static guint
add_waits (SlTraineesPane *self)
{
  guint n_mine = 0;

  for (guint i = 0; i < self->state->waiting->len; i++)
    {
      const SlClaimWait *wait = g_ptr_array_index (self->state->waiting, i);
      gboolean known = FALSE;

      n_mine += wait->for_me;
      for (guint k = 0; !known && k < self->lines->len; k++)
        {
          Line *line = &g_array_index (self->lines, Line, k);
          const SlClaimWait *other = line->record;

          known = line->kind == LINE_WAIT && other->for_me == wait->for_me &&
                  g_str_equal (other->portfolio_id, wait->portfolio_id) &&
                  g_str_equal (other->occasion_id, wait->occasion_id);
          line->n_claims += known;
        }
      if (!known)
        add_record (self, LINE_WAIT, wait->for_me ? GROUP_WAITING : GROUP_OTHERS, wait);
    }
  return n_mine;
}

static void
add_trainees (SlTraineesPane *self)
{
  for (guint i = 0; i < self->state->team->len; i++)
    {
      const SlTrainee *trainee = g_ptr_array_index (self->state->team, i);

      if (g_str_equal (trainee->appeal_state, "lodged") ||
          (g_str_equal (trainee->appeal_state, "open") && trainee->appeal_days_left >= 0))
        add_record (self, LINE_APPEAL, GROUP_APPEALS, trainee);
      add_record (self, LINE_TRAINEE, GROUP_TRAINEES, trainee);
    }
  for (guint i = 0; i < self->people->len; i++)
    add_record (self, LINE_PERSON, GROUP_TRAINEES, g_ptr_array_index (self->people, i));
}

static void
add_again (SlTraineesPane *self)
{
  for (guint i = 0; i < self->state->requests->len; i++)
    {
      const SlSecondRequest *request = g_ptr_array_index (self->state->requests, i);

      if (*request->finished_at == '\0')
        add_record (self, LINE_REQUEST, request->mine ? GROUP_AGAIN : GROUP_OTHERS, request);
    }
  for (guint i = 0; i < self->state->draws->len; i++)
    add_record (self, LINE_DRAW, GROUP_AGAIN, g_ptr_array_index (self->state->draws, i));
}

static gboolean
has_portfolio (SlTraineesPane *self, const char *person_id)
{
  for (guint i = 0; i < self->state->team->len; i++)
    if (g_str_equal (((const SlTrainee *) g_ptr_array_index (self->state->team, i))->person_id,
                     person_id))
      return TRUE;
  return FALSE;
}

/* Those who work here as trainees and have not begun. */
static void
list_people (SlTraineesPane *self, SlCasebook *casebook)
{
  SlStore *store = sl_casebook_get_store (casebook);
  g_autoptr (GListModel) people = sl_people_list (store, NULL);

  g_ptr_array_set_size (self->people, 0);
  for (guint i = 0;
       people != NULL && !sl_store_is_read_only (store) && i < g_list_model_get_n_items (people);
       i++)
    {
      g_autoptr (SlPerson) person = g_list_model_get_item (people, i);

      if (g_strcmp0 (sl_person_get_role (person), "trainee") == 0 &&
          sl_person_get_declared (person) && !sl_person_has_left (person) &&
          !sl_person_get_elsewhere (person) && !has_portfolio (self, sl_person_get_id (person)))
        g_ptr_array_add (self->people, g_object_ref (person));
    }
}

/* ---- the widget ---- */

static void
row_activated_cb (SlTraineesPane *self, SlTeamRow *row)
{
  g_signal_emit (self, opened, 0, sl_team_row_get_portfolio (row), sl_team_row_get_occasion (row),
                 sl_team_row_get_criterion (row));
}

static gboolean
sl_trainees_pane_grab_focus (GtkWidget *widget)
{
  GtkWidget *row = sl_grouped_list_get_first_row (SL_TRAINEES_PANE (widget)->list);

  return row != NULL && gtk_widget_grab_focus (row);
}

static void
sl_trainees_pane_finalize (GObject *object)
{
  SlTraineesPane *self = SL_TRAINEES_PANE (object);

  g_array_unref (self->lines);
  g_ptr_array_unref (self->people);
  G_OBJECT_CLASS (sl_trainees_pane_parent_class)->finalize (object);
}

static void
sl_trainees_pane_class_init (SlTraineesPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_trainees_pane_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = sl_trainees_pane_grab_focus;
  opened = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                         NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
sl_trainees_pane_init (SlTraineesPane *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->people = g_ptr_array_new_with_free_func (g_object_unref);
  self->list = g_object_new (SL_TYPE_GROUPED_LIST, NULL);
  self->clamp = ADW_CLAMP (adw_clamp_new ());
  sl_grouped_list_set_source (self->list, &source, self);
  for (guint i = 0; i < N_GROUPS; i++)
    sl_grouped_list_add_group (self->list, _ (group_titles[i]));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  adw_clamp_set_maximum_size (self->clamp, 900);
  adw_clamp_set_child (self->clamp, GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->clamp));
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * sl_trainees_pane_new:
 *
 * Returns: (transfer floating): nobody's trainees yet
 */
GtkWidget *
sl_trainees_pane_new (void)
{
  return g_object_new (SL_TYPE_TRAINEES_PANE, NULL);
}

/**
 * sl_trainees_pane_show:
 * @self: a pane
 * @state: with a team
 * @casebook: whose people there are
 *
 * Shows @state; the focus stays with the line that has it.
 *
 * Returns: how many claims wait for who is at work
 */
guint
sl_trainees_pane_show (SlTraineesPane *self, const SlProgressState *state, SlCasebook *casebook)
{
  GtkWidget *row;
  guint n_mine;

  g_return_val_if_fail (SL_IS_TRAINEES_PANE (self) && state->team != NULL, 0);

  self->state = state;
  g_array_set_size (self->lines, 0);
  list_people (self, casebook);
  n_mine = add_waits (self);
  add_trainees (self);
  add_again (self);
  sl_grouped_list_fill (self->list);
  row = sl_grouped_list_find_focus (self->list, FALSE);
  if (row != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (row);
  return n_mine;
}

/**
 * sl_trainees_pane_set_narrow:
 * @narrow: whether rows stand in two lines
 */
void
sl_trainees_pane_set_narrow (SlTraineesPane *self, gboolean narrow)
{
  g_return_if_fail (SL_IS_TRAINEES_PANE (self));
  sl_grouped_list_set_narrow (self->list, narrow);
}

/**
 * sl_trainees_pane_is_empty:
 *
 * Returns: whether there is nobody to look after
 */
gboolean
sl_trainees_pane_is_empty (SlTraineesPane *self)
{
  g_return_val_if_fail (SL_IS_TRAINEES_PANE (self), TRUE);
  return self->lines->len == 0;
}
