/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-diff-private.h"

/* The shortest way from one sequence to another in memory that grows with their length only: E. W.
 * Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), section 4b.
 * From both ends the furthest point is kept for each diagonal until the two fronts meet; the point
 * where they meet halves the work. Two texts that have nothing to do with each other would cost the
 * product of their lengths: past a number of steps the furthest point reached so far is taken
 * instead, so that the whole costs at most their length times that number, and the way may be a
 * longer one. */

#define MOST_COST 256
/* Texts far longer than any letter, as a bundle may hold them, get fewer steps. */
#define LEAST_COST 32
#define ALL_STEPS (4 * 1024 * 1024)

typedef struct
{
  const guint32 *a, *b;
  int *match;
  /* The furthest place in @a for each diagonal: place in @a - place in @b. */
  int *forward, *backward;
  int max_cost;
} Matcher;

/* A rectangle of the two sequences, and the diagonals that the fronts have reached in it. */
typedef struct
{
  int a_start, a_end, b_start, b_end;
  int least, most; /* diagonals that cross the rectangle */
  int forward_least, forward_most, backward_least, backward_most;
} Search;

/* Widens a front by one diagonal at each side, or narrows it where the rectangle ends. */
static void
widen (const Search *search, int *front, int *least, int *most, int beyond)
{
  if (*least > search->least)
    front[--*least - 1] = beyond;
  else
    ++*least;
  if (*most < search->most)
    front[++*most + 1] = beyond;
  else
    --*most;
}

static gboolean
step_forward (Matcher *self, Search *search, gboolean odd, int *a_split, int *b_split)
{
  int *front = self->forward;

  widen (search, front, &search->forward_least, &search->forward_most, -1);
  for (int d = search->forward_most; d >= search->forward_least; d -= 2)
    {
      int x = front[d - 1] < front[d + 1] ? front[d + 1] : front[d - 1] + 1;
      int y = x - d;

      while (x < search->a_end && y < search->b_end && self->a[x] == self->b[y])
        x++, y++;
      front[d] = x;
      if (odd && d >= search->backward_least && d <= search->backward_most &&
          self->backward[d] <= x)
        {
          *a_split = x;
          *b_split = y;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
step_backward (Matcher *self, Search *search, gboolean odd, int *a_split, int *b_split)
{
  int *front = self->backward;

  widen (search, front, &search->backward_least, &search->backward_most, G_MAXINT);
  for (int d = search->backward_most; d >= search->backward_least; d -= 2)
    {
      int x = front[d - 1] < front[d + 1] ? front[d - 1] : front[d + 1] - 1;
      int y = x - d;

      while (x > search->a_start && y > search->b_start && self->a[x - 1] == self->b[y - 1])
        x--, y--;
      front[d] = x;
      if (!odd && d >= search->forward_least && d <= search->forward_most && x <= self->forward[d])
        {
          *a_split = x;
          *b_split = y;
          return TRUE;
        }
    }
  return FALSE;
}

/* Too dear: the point that one of the fronts has come furthest to. */
static void
split_at_furthest (Matcher *self, const Search *search, int *a_split, int *b_split)
{
  int forward_best = -1, backward_best = G_MAXINT, forward_x = 0, backward_x = 0;

  for (int d = search->forward_most; d >= search->forward_least; d -= 2)
    {
      int x = MIN (self->forward[d], search->a_end);

      x = MIN (x, search->b_end + d);
      if (x + x - d > forward_best)
        {
          forward_best = x + x - d;
          forward_x = x;
        }
    }
  for (int d = search->backward_most; d >= search->backward_least; d -= 2)
    {
      int x = MAX (self->backward[d], search->a_start);

      x = MAX (x, search->b_start + d);
      if (x + x - d < backward_best)
        {
          backward_best = x + x - d;
          backward_x = x;
        }
    }
  if (search->a_end + search->b_end - backward_best <
      forward_best - (search->a_start + search->b_start))
    {
      *a_split = forward_x;
      *b_split = forward_best - forward_x;
    }
  else
    {
      *a_split = backward_x;
      *b_split = backward_best - backward_x;
    }
}

static void
find_split (Matcher *self, Search *search, int *a_split, int *b_split)
{
  int first = search->a_start - search->b_start;
  int last = search->a_end - search->b_end;
  gboolean odd = ((first - last) & 1) != 0;

  search->least = search->a_start - search->b_end;
  search->most = search->a_end - search->b_start;
  search->forward_least = search->forward_most = first;
  search->backward_least = search->backward_most = last;
  self->forward[first] = search->a_start;
  self->backward[last] = search->a_end;
  for (int cost = 1;; cost++)
    {
      if (step_forward (self, search, odd, a_split, b_split) ||
          step_backward (self, search, odd, a_split, b_split))
        return;
      if (cost >= self->max_cost)
        {
          split_at_furthest (self, search, a_split, b_split);
          return;
        }
    }
}

static void
match_range (Matcher *self, int a_start, int a_end, int b_start, int b_end)
{
  for (;;)
    {
      Search search;
      int a_split, b_split;

      while (a_start < a_end && b_start < b_end && self->a[a_start] == self->b[b_start])
        self->match[a_start++] = b_start++;
      while (a_start < a_end && b_start < b_end && self->a[a_end - 1] == self->b[b_end - 1])
        self->match[--a_end] = --b_end;
      if (a_start == a_end || b_start == b_end)
        return;
      search = (Search){ .a_start = a_start, .a_end = a_end, .b_start = b_start, .b_end = b_end };
      find_split (self, &search, &a_split, &b_split);
      /* The shorter part first, so that the calls do not go deep. */
      if (a_split - a_start + b_split - b_start < a_end - a_split + b_end - b_split)
        {
          match_range (self, a_start, a_split, b_start, b_split);
          a_start = a_split;
          b_start = b_split;
        }
      else
        {
          match_range (self, a_split, a_end, b_split, b_end);
          a_end = a_split;
          b_end = b_split;
        }
    }
}

/* What the other side has nowhere cannot be matched: taking it out first makes unlike texts cheap.
 * Returns how many are left; @places says where each stood. */
static guint
keep_shared (const guint32 *from,
             guint n_from,
             const guint8 *in_other,
             guint32 *kept,
             guint32 *places)
{
  guint n = 0;

  for (guint i = 0; i < n_from; i++)
    if (in_other[from[i]])
      {
        kept[n] = from[i];
        places[n++] = i;
      }
  return n;
}

static guint8 *
mark_names (const guint32 *names, guint n, guint32 n_names)
{
  guint8 *marks = g_new0 (guint8, n_names);

  for (guint i = 0; i < n; i++)
    marks[names[i]] = 1;
  return marks;
}

static guint32
count_names (const guint32 *a, guint n_a, const guint32 *b, guint n_b)
{
  guint32 most = 0;

  for (guint i = 0; i < n_a; i++)
    most = MAX (most, a[i]);
  for (guint i = 0; i < n_b; i++)
    most = MAX (most, b[i]);
  return most + 1;
}

/**
 * sl_diff_match:
 * @a: (array length=n_a): names of things, small numbers given out from 0
 * @b: (array length=n_b): the same of the other sequence
 * @match: (out caller-allocates) (array length=n_a): where each of @a stands in @b, or -1
 *
 * Bounded: the time grows with the length of both, not with its square.
 */
void
sl_diff_match (const guint32 *a, guint n_a, const guint32 *b, guint n_b, int *match)
{
  guint32 n_names = count_names (a, n_a, b, n_b);
  g_autofree guint8 *in_a = mark_names (a, n_a, n_names);
  g_autofree guint8 *in_b = mark_names (b, n_b, n_names);
  g_autofree guint32 *memory = g_new (guint32, 2 * ((gsize) n_a + n_b) + 1);
  guint32 *kept_a = memory, *places_a = kept_a + n_a, *kept_b = places_a + n_a;
  guint32 *places_b = kept_b + n_b;
  guint n_kept_a = keep_shared (a, n_a, in_b, kept_a, places_a);
  guint n_kept_b = keep_shared (b, n_b, in_a, kept_b, places_b);
  g_autofree int *kept_match = g_new (int, n_kept_a + 1);
  gsize n_diagonals = (gsize) n_kept_a + n_kept_b + 3;
  g_autofree int *fronts = g_new (int, 2 * n_diagonals);
  Matcher self = { .a = kept_a, .b = kept_b, .match = kept_match };

  for (guint i = 0; i < n_kept_a; i++)
    kept_match[i] = -1;
  self.max_cost = CLAMP ((int) (ALL_STEPS / (n_kept_a + n_kept_b + 1)), LEAST_COST, MOST_COST);
  /* Diagonals run from -n_kept_b - 1 to n_kept_a + 1. */
  self.forward = fronts + n_kept_b + 1;
  self.backward = self.forward + n_diagonals;
  match_range (&self, 0, n_kept_a, 0, n_kept_b);

  for (guint i = 0; i < n_a; i++)
    match[i] = -1;
  for (guint i = 0; i < n_kept_a; i++)
    if (kept_match[i] >= 0)
      match[places_a[i]] = places_b[kept_match[i]];
}
