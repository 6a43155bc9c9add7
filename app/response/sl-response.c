/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include <string.h>

/* What a draft is made with, as it stood when it was loaded, and the officer's edits. */

enum
{
  PROP_0,
  PROP_ID,
  PROP_CASE_ID,
  PROP_TEMPLATE_ID,
  PROP_STANCE,
  PROP_FLAGS,
  PROP_AWARD_LEVEL,
  PROP_NPPF_EDITION,
  PROP_LETTER_DATE,
  PROP_CONDITIONS,
  N_PROPS
};

static const char *const names[N_PROPS] = { NULL,          "id",           "case-id",
                                            "template-id", "stance",       "flags",
                                            "award-level", "nppf-edition", "letter-date",
                                            "conditions" };

struct _SlResponse
{
  GObject parent_instance;

  char *texts[N_PROPS];
  GPtrArray *edits;
};

G_DEFINE_FINAL_TYPE (SlResponse, sl_response, G_TYPE_OBJECT)

void
sl_edit_free (SlEdit *edit)
{
  g_free (edit->key);
  g_free (edit->action);
  g_free (edit->after_key);
  g_free (edit->text);
  g_free (edit->source_hash);
  g_free (edit);
}

static void
sl_response_finalize (GObject *object)
{
  SlResponse *self = SL_RESPONSE (object);

  for (int i = 1; i < N_PROPS; i++)
    g_free (self->texts[i]);
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  G_OBJECT_CLASS (sl_response_parent_class)->finalize (object);
}

static void
sl_response_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, SL_RESPONSE (object)->texts[id]);
}

static void
sl_response_class_init (SlResponseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_response_finalize;
  object_class->get_property = sl_response_get_property;
  for (int i = 1; i < N_PROPS; i++)
    g_object_class_install_property (
        object_class, i,
        g_param_spec_string (names[i], NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
sl_response_init (SlResponse *self)
{
}

SlResponse *
sl_response_new (const SlResponseRow *row, GPtrArray *edits)
{
  SlResponse *self = g_object_new (SL_TYPE_RESPONSE, NULL);
  const char *texts[N_PROPS] = {
    NULL,       row->id,          row->case_id,      row->template_id, row->stance,
    row->flags, row->award_level, row->nppf_edition, row->letter_date, row->conditions
  };

  for (int i = 1; i < N_PROPS; i++)
    self->texts[i] = g_strdup (texts[i]);
  self->edits = edits;
  return self;
}

const char *
sl_response_get (SlResponse *self, const char *property)
{
  g_return_val_if_fail (SL_IS_RESPONSE (self), "");

  for (int i = 1; i < N_PROPS; i++)
    if (g_str_equal (names[i], property))
      return self->texts[i];
  g_return_val_if_reached ("");
}

gboolean
sl_response_has_flag (SlResponse *self, const char *flag)
{
  g_auto (GStrv) words = g_strsplit (sl_response_get (self, "flags"), " ", -1);

  return g_strv_contains ((const char *const *) words, flag);
}

GPtrArray *
sl_response_get_edits (SlResponse *self)
{
  return self->edits;
}

const SlEdit *
sl_response_find_edit (SlResponse *self, const char *key)
{
  for (guint i = 0; i < self->edits->len; i++)
    {
      const SlEdit *edit = g_ptr_array_index (self->edits, i);

      if (g_str_equal (edit->key, key) && !g_str_equal (edit->action, "add"))
        return edit;
    }
  return NULL;
}

/**
 * sl_response_list_left_out:
 * @self: a response
 * @composed: a letter composed with it
 *
 * Returns: (transfer full) (element-type SlBlock): the composed blocks that the officer left out of
 *   @composed
 */
GPtrArray *
sl_response_list_left_out (SlResponse *self, SlLetter *composed)
{
  GPtrArray *left_out = g_object_get_data (G_OBJECT (composed), "sl-left-out");
  GPtrArray *result = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_block_unref);

  for (guint i = 0; left_out != NULL && i < left_out->len; i++)
    {
      SlBlock *block = g_ptr_array_index (left_out, i);
      const SlEdit *edit = sl_response_find_edit (self, sl_block_get_key (block));

      if (edit != NULL && g_str_equal (edit->action, "leave-out"))
        g_ptr_array_add (result, sl_block_ref (block));
    }
  return result;
}
