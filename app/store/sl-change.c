/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-store-private.h"

#include "base/sl-hash.h"
#include "base/sl-time.h"
#include "store/sl-audit.h"

#include <string.h>

/* Longer values are cut in the audit row and stand there with their hash: the record's own history
 * keeps them whole. */
#define MAX_NOTED_BYTES 1000
#define CUT_BYTES 400

SlActor *
sl_actor_copy (const SlActor *actor)
{
  SlActor *copy = g_new0 (SlActor, 1);

  copy->person_id = g_strdup (actor->person_id);
  copy->account = g_strdup (actor->account);
  copy->role = g_strdup (actor->role);
  return copy;
}

void
sl_actor_free (SlActor *actor)
{
  g_free (actor->person_id);
  g_free (actor->account);
  g_free (actor->role);
  g_free (actor);
}

SlTouch *
sl_touch_new (const char *kind, const char *id, const char *case_id)
{
  SlTouch *touch = g_new0 (SlTouch, 1);

  touch->kind = g_strdup (kind != NULL ? kind : "");
  touch->id = g_strdup (id != NULL ? id : "");
  touch->case_id = g_strdup (case_id != NULL ? case_id : "");
  return touch;
}

void
sl_touch_free (SlTouch *touch)
{
  g_free (touch->kind);
  g_free (touch->id);
  g_free (touch->case_id);
  g_free (touch);
}

/**
 * sl_change_new:
 * @action: a verb for the audit row, "judge-item"
 * @object_kind: the table's name in the singular, "answer"
 * @object_id: the record's key
 * @case_id: (nullable): the case it belongs to
 * @func: does the change on the writer thread; on a full disk it may be run a second time after all
 *   of it was rolled back, so it must not use up @data
 * @data: for @func
 * @destroy: (nullable): frees @data, on any thread
 *
 * Returns: (transfer full): a change, to be given to sl_store_apply()
 */
SlChange *
sl_change_new (const char *action,
               const char *object_kind,
               const char *object_id,
               const char *case_id,
               SlChangeFunc func,
               gpointer data,
               GDestroyNotify destroy)
{
  SlChange *change;

  g_return_val_if_fail (action != NULL && object_kind != NULL && func != NULL, NULL);
  change = g_new0 (SlChange, 1);
  g_atomic_ref_count_init (&change->references);
  change->action = g_strdup (action);
  change->object_kind = g_strdup (object_kind);
  change->object_id = g_strdup (object_id != NULL ? object_id : "");
  change->case_id = g_strdup (case_id);
  change->func = func;
  change->data = data;
  change->destroy = destroy;
  return change;
}

/**
 * sl_change_ref:
 *
 * For a caller who may have to apply the same change once more, after the disk refused it. Any
 * thread.
 *
 * Returns: (transfer full): @change, with one more reference
 */
SlChange *
sl_change_ref (SlChange *change)
{
  g_return_val_if_fail (change != NULL, NULL);
  g_atomic_ref_count_inc (&change->references);
  return change;
}

/**
 * sl_change_free:
 * @change: (nullable) (transfer full): a change
 *
 * Drops one reference; the last one frees the change.
 */
void
sl_change_free (SlChange *change)
{
  if (change == NULL || !g_atomic_ref_count_dec (&change->references))
    return;
  if (change->destroy != NULL)
    change->destroy (change->data);
  g_free (change->action);
  g_free (change->object_kind);
  g_free (change->object_id);
  g_free (change->case_id);
  g_free (change);
}

void
sl_transaction_init (SlTransaction *self,
                     SlDatabase *database,
                     SlChange *change,
                     const SlActor *actor)
{
  self->database = database;
  self->change = change;
  self->actor = actor;
  self->time = sl_time_now ();
  self->detail = g_string_new ("{");
  self->touched = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_touch_free);
  self->unchanged = FALSE;
}

void
sl_transaction_clear (SlTransaction *self)
{
  g_clear_pointer (&self->time, g_free);
  if (self->detail != NULL)
    g_string_free (g_steal_pointer (&self->detail), TRUE);
  g_clear_pointer (&self->touched, g_ptr_array_unref);
}

char *
sl_transaction_dup_detail (SlTransaction *self)
{
  return g_strconcat (self->detail->str, "}", NULL);
}

SlDatabase *
sl_transaction_get_database (SlTransaction *self)
{
  return self->database;
}

const char *
sl_transaction_get_person_id (SlTransaction *self)
{
  return self->actor->person_id;
}

const char *
sl_transaction_get_role (SlTransaction *self)
{
  return self->actor->role;
}

const char *
sl_transaction_get_time (SlTransaction *self)
{
  return self->time;
}

const char *
sl_transaction_get_object_kind (SlTransaction *self)
{
  return self->change->object_kind;
}

const char *
sl_transaction_get_object_id (SlTransaction *self)
{
  return self->change->object_id;
}

char *
sl_transaction_dup_text (SlTransaction *self)
{
  g_autofree char *detail = sl_transaction_dup_detail (self);
  SlAuditRow row = { .action = self->change->action, .detail = detail };

  return sl_audit_row_dup_text (&row);
}

static void
append_json_string (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (json, "\\%c", *p);
      else if (*p == '\n')
        g_string_append (json, "\\n");
      else if ((guchar) *p < 0x20)
        g_string_append_printf (json, "\\u%04x", (guchar) *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

/**
 * sl_transaction_note:
 * @self: a transaction
 * @field: what was changed
 * @value: (nullable): to what
 *
 * Adds to what the audit row says. Long values stand there cut, with their SHA-256.
 */
void
sl_transaction_note (SlTransaction *self, const char *field, const char *value)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (self != NULL && field != NULL);
  if (value == NULL)
    value = "";
  if (strlen (value) > MAX_NOTED_BYTES)
    {
      g_autofree char *hash = sl_hash_text (value);
      const char *end = g_utf8_find_prev_char (value, value + CUT_BYTES);
      shown = g_strdup_printf ("%.*s… (%" G_GSIZE_FORMAT " bytes, SHA-256 %s)", (int) (end - value),
                               value, strlen (value), hash);
    }
  if (self->detail->len > 1)
    g_string_append_c (self->detail, ',');
  append_json_string (self->detail, field);
  g_string_append_c (self->detail, ':');
  append_json_string (self->detail, shown != NULL ? shown : value);
}

void
sl_transaction_touch (SlTransaction *self, const char *kind, const char *id, const char *case_id)
{
  g_return_if_fail (self != NULL && kind != NULL);
  g_ptr_array_add (self->touched, sl_touch_new (kind, id, case_id));
}

void
sl_transaction_set_unchanged (SlTransaction *self)
{
  self->unchanged = TRUE;
}
