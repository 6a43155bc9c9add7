/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-due"
#include "config.h"

#include "due/sl-due.h"

/* The lines as a model for views. Loading runs in a thread over plain lines; items are made on the
 * main thread, one for each row that is looked at. */

/* ---- a line ---- */

struct _SlDueItem
{
  GObject parent_instance;

  SlDueLines *lines; /* keeps the line */
  const SlDueLine *line;
};

enum
{
  ITEM_0,
  ITEM_KIND,
  ITEM_KIND_WORDS,
  ITEM_DAY,
  ITEM_STARTS_AT,
  ITEM_TEXT,
  ITEM_CASE_ID,
  ITEM_REFERENCE,
  ITEM_TITLE,
  ITEM_OBJECT_KIND,
  ITEM_OBJECT_ID,
  ITEM_PART,
  ITEM_OWNER_ID,
  ITEM_OWNER_NAME,
  ITEM_WHY,
  ITEM_WHY_WORDS,
  ITEM_OVERDUE,
  ITEM_DAYS_LEFT,
  N_ITEM_PROPS
};
static GParamSpec *item_properties[N_ITEM_PROPS];

G_DEFINE_FINAL_TYPE (SlDueItem, sl_due_item, G_TYPE_OBJECT)

static void
sl_due_item_finalize (GObject *object)
{
  g_clear_pointer (&SL_DUE_ITEM (object)->lines, sl_due_lines_unref);
  G_OBJECT_CLASS (sl_due_item_parent_class)->finalize (object);
}

static const char *
get_text (const SlDueLine *line, guint id)
{
  switch (id)
    {
    case ITEM_KIND:
      return line->kind;
    case ITEM_KIND_WORDS:
      return sl_due_kind_to_words (line->kind);
    case ITEM_DAY:
      return line->day;
    case ITEM_STARTS_AT:
      return line->starts_at;
    case ITEM_TEXT:
      return line->text;
    case ITEM_CASE_ID:
      return line->case_id;
    case ITEM_REFERENCE:
      return line->reference;
    case ITEM_TITLE:
      return line->title;
    case ITEM_OBJECT_KIND:
      return line->object_kind;
    case ITEM_OBJECT_ID:
      return line->object_id;
    case ITEM_PART:
      return line->part;
    case ITEM_OWNER_ID:
      return line->owner_id;
    case ITEM_OWNER_NAME:
      return line->owner_name;
    case ITEM_WHY:
      return sl_due_why_to_nick (line->why);
    case ITEM_WHY_WORDS:
      return sl_due_why_to_words (line->why);
    default:
      return NULL;
    }
}

static void
sl_due_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlDueItem *self = SL_DUE_ITEM (object);

  if (id == ITEM_OVERDUE)
    g_value_set_boolean (value, self->line->overdue);
  else if (id == ITEM_DAYS_LEFT)
    g_value_set_int (value, self->line->days_left);
  else if (id < ITEM_OVERDUE)
    g_value_set_string (value, get_text (self->line, id));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sl_due_item_class_init (SlDueItemClass *klass)
{
  static const char *const names[ITEM_OVERDUE] = {
    NULL,    "kind",        "kind-words", "day",  "starts-at", "text",       "case-id", "reference",
    "title", "object-kind", "object-id",  "part", "owner-id",  "owner-name", "why",     "why-words",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = sl_due_item_finalize;
  object_class->get_property = sl_due_item_get_property;
  for (guint i = 1; i < ITEM_OVERDUE; i++)
    item_properties[i] = g_param_spec_string (names[i], NULL, NULL, "", flags);
  item_properties[ITEM_OVERDUE] = g_param_spec_boolean ("overdue", NULL, NULL, FALSE, flags);
  item_properties[ITEM_DAYS_LEFT] = g_param_spec_int ("days-left", NULL, NULL, G_MININT, G_MAXINT,
                                                      0, flags);
  g_object_class_install_properties (object_class, N_ITEM_PROPS, item_properties);
}

static void
sl_due_item_init (SlDueItem *self)
{
}

/**
 * sl_due_item_get_line:
 * @self: an item
 *
 * Returns: (transfer none): its line, for as long as @self is there
 */
const SlDueLine *
sl_due_item_get_line (SlDueItem *self)
{
  g_return_val_if_fail (SL_IS_DUE_ITEM (self), NULL);
  return self->line;
}

/* ---- the list ---- */

struct _SlDueList
{
  GObject parent_instance;

  SlDueLines *lines; /* NULL until loaded */
  guint serial;      /* of the newest load */
};

static GType
get_item_type (GListModel *model)
{
  return SL_TYPE_DUE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  SlDueList *self = SL_DUE_LIST (model);

  return self->lines != NULL ? sl_due_lines_get_n (self->lines) : 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SlDueList *self = SL_DUE_LIST (model);
  SlDueItem *item;

  if (position >= get_n_items (model))
    return NULL;
  item = g_object_new (SL_TYPE_DUE_ITEM, NULL);
  item->lines = sl_due_lines_ref (self->lines);
  item->line = sl_due_lines_get (self->lines, position);
  return item;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SlDueList,
                               sl_due_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
sl_due_list_finalize (GObject *object)
{
  g_clear_pointer (&SL_DUE_LIST (object)->lines, sl_due_lines_unref);
  G_OBJECT_CLASS (sl_due_list_parent_class)->finalize (object);
}

static void
sl_due_list_class_init (SlDueListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_due_list_finalize;
}

static void
sl_due_list_init (SlDueList *self)
{
}

SlDueList *
sl_due_list_new (void)
{
  return g_object_new (SL_TYPE_DUE_LIST, NULL);
}

SlDueLines *
sl_due_list_get_lines (SlDueList *self)
{
  g_return_val_if_fail (SL_IS_DUE_LIST (self), NULL);
  return self->lines;
}

/* Removal, then addition: one signal over a whole lazy model is slow in GTK 4.8. */
static void
swap_in (SlDueList *self, SlDueLines *lines)
{
  guint n_old = get_n_items (G_LIST_MODEL (self));

  g_clear_pointer (&self->lines, sl_due_lines_unref);
  if (n_old > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old, 0);
  self->lines = lines;
  if (sl_due_lines_get_n (lines) > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, sl_due_lines_get_n (lines));
}

typedef struct
{
  SlReview *review;
  gboolean team;
  char *until;
  char *kind;
  guint serial;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->review);
  g_free (load->until);
  g_free (load->kind);
  g_free (load);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Load *load = data;
  const SlDueQuery query = { .team = load->team, .until = load->until, .kind = load->kind };
  g_autoptr (GError) error = NULL;
  SlDueLines *lines = sl_due_load (load->review, &query, &error);

  if (lines != NULL)
    g_task_return_pointer (task, lines, (GDestroyNotify) sl_due_lines_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * sl_due_list_load_async:
 * @self: a list
 * @review: of an opened casebook
 * @query: which lines; copied
 * @cancellable: (nullable): drops the result
 * @callback: called when the lines are in
 * @user_data: for @callback
 *
 * The list keeps what it shows until then. Of several calls the newest wins.
 */
void
sl_due_list_load_async (SlDueList *self,
                        SlReview *review,
                        const SlDueQuery *query,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (SL_IS_DUE_LIST (self) && SL_IS_REVIEW (review) && query != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sl_due_list_load_async);
  g_task_set_name (task, "due");
  load = g_new0 (Load, 1);
  load->review = g_object_ref (review);
  load->team = query->team;
  load->until = g_strdup (query->until);
  load->kind = g_strdup (query->kind);
  load->serial = ++self->serial;
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * sl_due_list_load_finish:
 * @self: a list
 * @result: of the callback
 * @error: return location
 *
 * Returns: %FALSE with @error; %TRUE also when a newer call has taken its place
 */
gboolean
sl_due_list_load_finish (SlDueList *self, GAsyncResult *result, GError **error)
{
  g_autoptr (SlDueLines) lines = NULL;
  const Load *load;

  g_return_val_if_fail (SL_IS_DUE_LIST (self) && g_task_is_valid (result, self), FALSE);
  load = g_task_get_task_data (G_TASK (result));
  lines = g_task_propagate_pointer (G_TASK (result), error);
  if (lines == NULL)
    return FALSE;
  if (load->serial == self->serial)
    swap_in (self, g_steal_pointer (&lines));
  return TRUE;
}
