/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-comment-private.h"

#include <string.h>

/* A remark on a version, or a reply to one. What was said never changes; where its words stand now
 * does, whenever it is placed in another text. */

/* By SlCommentText; NULL for what is no property. */
static const char *const text_names[SL_N_COMMENT_TEXTS] = {
  [SL_COMMENT_ID] = "id",
  [SL_COMMENT_CASE_ID] = "case-id",
  [SL_COMMENT_VERSION_ID] = "version-id",
  [SL_COMMENT_PARENT_ID] = "parent-id",
  [SL_COMMENT_ANCHOR_KIND] = "anchor-kind",
  [SL_COMMENT_ANCHOR_KEY] = "anchor-key",
  [SL_COMMENT_ANCHOR_TEXT] = "anchor-text",
  [SL_COMMENT_ANCHOR_TITLE] = "anchor-title",
  [SL_COMMENT_BODY] = "body",
  [SL_COMMENT_PERSON_ID] = "person-id",
  [SL_COMMENT_PERSON_NAME] = "person-name",
  [SL_COMMENT_PERSON_ROLE] = "person-role",
  [SL_COMMENT_PERSON_INITIALS] = "person-initials",
  [SL_COMMENT_AT] = "at",
  [SL_COMMENT_STATE] = "state",
  [SL_COMMENT_CLOSED_BY_NAME] = "closed-by-name",
  [SL_COMMENT_CLOSED_AT] = "closed-at",
  [SL_COMMENT_CLOSE_REASON] = "close-reason",
  [SL_COMMENT_ORIGIN] = "origin",
};

/* Text properties have the number of their text and one more, since 0 is taken. */
enum
{
  PROP_VERSION_NUMBER = SL_N_COMMENT_TEXTS + 1,
  PROP_REPLIES,
  PROP_PLACE,
  PROP_NOW_KEY,
  PROP_NOW_START,
  PROP_NOW_END,
  PROP_NOW_TEXT,
  N_PROPS
};

struct _SlComment
{
  GObject parent_instance;

  SlCommentValues values;
  GListStore *replies;
  const char *place; /* one of a few literals */
  char *number;      /* of the version, as text */
  char *now_key, *now_text;
  guint now_start, now_end;
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlComment, sl_comment, G_TYPE_OBJECT)

static void
sl_comment_finalize (GObject *object)
{
  SlComment *self = SL_COMMENT (object);

  for (guint i = 0; i < SL_N_COMMENT_TEXTS; i++)
    g_free (self->values.texts[i]);
  g_object_unref (self->replies);
  g_free (self->number);
  g_free (self->now_key);
  g_free (self->now_text);
  G_OBJECT_CLASS (sl_comment_parent_class)->finalize (object);
}

static void
sl_comment_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlComment *self = SL_COMMENT (object);

  if (id > 0 && id <= SL_N_COMMENT_TEXTS)
    {
      g_value_set_string (value, self->values.texts[id - 1]);
      return;
    }
  switch (id)
    {
    case PROP_VERSION_NUMBER:
      g_value_set_uint (value, self->values.version_number);
      break;
    case PROP_REPLIES:
      g_value_set_object (value, self->replies);
      break;
    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;
    case PROP_NOW_KEY:
      g_value_set_string (value, self->now_key);
      break;
    case PROP_NOW_START:
      g_value_set_uint (value, self->now_start);
      break;
    case PROP_NOW_END:
      g_value_set_uint (value, self->now_end);
      break;
    case PROP_NOW_TEXT:
      g_value_set_string (value, self->now_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static GParamSpec *
make_text_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
make_number_property (const char *name)
{
  return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
sl_comment_class_init (SlCommentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_comment_finalize;
  object_class->get_property = sl_comment_get_property;
  for (guint i = 0; i < SL_N_COMMENT_TEXTS; i++)
    if (text_names[i] != NULL)
      g_object_class_install_property (object_class, i + 1, make_text_property (text_names[i]));
  properties[PROP_VERSION_NUMBER] = make_number_property ("version-number");
  properties[PROP_REPLIES] = g_param_spec_object ("replies", NULL, NULL, G_TYPE_LIST_MODEL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLACE] = make_text_property ("place");
  properties[PROP_NOW_KEY] = make_text_property ("now-key");
  properties[PROP_NOW_START] = make_number_property ("now-start");
  properties[PROP_NOW_END] = make_number_property ("now-end");
  properties[PROP_NOW_TEXT] = make_text_property ("now-text");
  for (guint i = PROP_VERSION_NUMBER; i < N_PROPS; i++)
    g_object_class_install_property (object_class, i, properties[i]);
}

static void
sl_comment_init (SlComment *self)
{
  self->replies = g_list_store_new (SL_TYPE_COMMENT);
  self->place = "same";
  self->now_key = g_strdup ("");
  self->now_text = g_strdup ("");
}

/* Takes the texts of @values. Until it is placed it stands where it was made. */
SlComment *
sl_comment_new_take (SlCommentValues *values)
{
  SlComment *self = g_object_new (SL_TYPE_COMMENT, NULL);

  self->values = *values;
  self->number = g_strdup_printf ("%u", values->version_number);
  sl_comment_set_place (self, "same", values->texts[SL_COMMENT_ANCHOR_KEY], values->anchor_start,
                        values->anchor_end, values->texts[SL_COMMENT_ANCHOR_TEXT]);
  return self;
}

void
sl_comment_append_reply (SlComment *self, SlComment *reply)
{
  g_list_store_append (self->replies, reply);
}

const char *
sl_comment_get_text (SlComment *self, SlCommentText text)
{
  return self->values.texts[text];
}

void
sl_comment_get_anchor_range (SlComment *self, guint *start, guint *end)
{
  *start = self->values.anchor_start;
  *end = self->values.anchor_end;
}

static void
set_text (SlComment *self, char **field, const char *text, guint property)
{
  char *copy;

  if (g_strcmp0 (*field, text) == 0)
    return;
  copy = g_strdup (text);
  g_free (*field);
  *field = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_number (SlComment *self, guint *field, guint number, guint property)
{
  if (*field == number)
    return;
  *field = number;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
sl_comment_set_place (SlComment *self,
                      const char *place,
                      const char *key,
                      guint start,
                      guint end,
                      const char *text)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (!g_str_equal (self->place, place))
    {
      self->place = place;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACE]);
    }
  set_text (self, &self->now_key, key, PROP_NOW_KEY);
  set_text (self, &self->now_text, text, PROP_NOW_TEXT);
  set_number (self, &self->now_start, start, PROP_NOW_START);
  set_number (self, &self->now_end, end, PROP_NOW_END);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
sl_comment_get_id (SlComment *self)
{
  g_return_val_if_fail (SL_IS_COMMENT (self), "");

  return self->values.texts[SL_COMMENT_ID];
}

/**
 * sl_comment_get:
 * @self: a comment
 * @property: the name of a text property, or "version-number"
 *
 * Returns: (transfer none): its value, "" for none
 */
const char *
sl_comment_get (SlComment *self, const char *property)
{
  g_return_val_if_fail (SL_IS_COMMENT (self) && property != NULL, "");

  for (guint i = 0; i < SL_N_COMMENT_TEXTS; i++)
    if (g_strcmp0 (text_names[i], property) == 0)
      return self->values.texts[i];
  if (g_str_equal (property, "version-number"))
    return self->number;
  if (g_str_equal (property, "place"))
    return self->place;
  if (g_str_equal (property, "now-key"))
    return self->now_key;
  if (g_str_equal (property, "now-text"))
    return self->now_text;
  g_return_val_if_reached ("");
}

GListModel *
sl_comment_get_replies (SlComment *self)
{
  g_return_val_if_fail (SL_IS_COMMENT (self), NULL);

  return G_LIST_MODEL (self->replies);
}

gboolean
sl_comment_is_open (SlComment *self)
{
  g_return_val_if_fail (SL_IS_COMMENT (self), FALSE);

  return g_str_equal (self->values.texts[SL_COMMENT_STATE], "open");
}

/**
 * sl_comment_get_place:
 * @self: a comment
 * @key: (out) (optional): the block, item or evidence that it stands at now; "" when it is gone
 * @start: (out) (optional): the first character of its words there
 * @end: (out) (optional): the character after them; with @start 0 and @end 0 the whole block
 */
void
sl_comment_get_place (SlComment *self, const char **key, guint *start, guint *end)
{
  g_return_if_fail (SL_IS_COMMENT (self));

  if (key != NULL)
    *key = self->now_key;
  if (start != NULL)
    *start = self->now_start;
  if (end != NULL)
    *end = self->now_end;
}
