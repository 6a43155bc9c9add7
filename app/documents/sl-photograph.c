/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-photograph.h"

#include "base/sl-time.h"
#include "documents/sl-photograph-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What is said of a photograph, as an object that views bind. Immutable. */

struct _SlPhotograph
{
  GObject parent_instance;

  SlPhotographRow row;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_CASE_ID,
  PROP_DOCUMENT_ID,
  PROP_SHEET_ID,
  PROP_ENTRY_ID,
  PROP_ITEM_ID,
  PROP_CAPTION,
  PROP_SEEN,
  PROP_FILE_NAME,
  PROP_TAKEN_AT,
  PROP_TAKEN_SOURCE,
  PROP_PLAN_DOCUMENT_ID,
  PROP_PRIVACY,
  PROP_PRIVACY_BY_NAME,
  PROP_PRIVACY_AT,
  PROP_PERSON_NAME,
  PROP_AT,
  PROP_HAS_POSITION,
  N_PROPS
};

/* The text properties, by number: where each lies in the row. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  [PROP_ID] = { "id", G_STRUCT_OFFSET (SlPhotographRow, id) },
  [PROP_CASE_ID] = { "case-id", G_STRUCT_OFFSET (SlPhotographRow, case_id) },
  [PROP_DOCUMENT_ID] = { "document-id", G_STRUCT_OFFSET (SlPhotographRow, document_id) },
  [PROP_SHEET_ID] = { "sheet-id", G_STRUCT_OFFSET (SlPhotographRow, sheet_id) },
  [PROP_ENTRY_ID] = { "entry-id", G_STRUCT_OFFSET (SlPhotographRow, entry_id) },
  [PROP_ITEM_ID] = { "item-id", G_STRUCT_OFFSET (SlPhotographRow, item_id) },
  [PROP_CAPTION] = { "caption", G_STRUCT_OFFSET (SlPhotographRow, caption) },
  [PROP_SEEN] = { "seen", G_STRUCT_OFFSET (SlPhotographRow, seen) },
  [PROP_FILE_NAME] = { "file-name", G_STRUCT_OFFSET (SlPhotographRow, file_name) },
  [PROP_TAKEN_AT] = { "taken-at", G_STRUCT_OFFSET (SlPhotographRow, taken_at) },
  [PROP_TAKEN_SOURCE] = { "taken-source", G_STRUCT_OFFSET (SlPhotographRow, taken_source) },
  [PROP_PLAN_DOCUMENT_ID] = { "plan-document-id",
                              G_STRUCT_OFFSET (SlPhotographRow, plan_document_id) },
  [PROP_PRIVACY] = { "privacy", G_STRUCT_OFFSET (SlPhotographRow, privacy) },
  [PROP_PRIVACY_BY_NAME] = { "privacy-by-name",
                             G_STRUCT_OFFSET (SlPhotographRow, privacy_by_name) },
  [PROP_PRIVACY_AT] = { "privacy-at", G_STRUCT_OFFSET (SlPhotographRow, privacy_at) },
  [PROP_PERSON_NAME] = { "person-name", G_STRUCT_OFFSET (SlPhotographRow, person_name) },
  [PROP_AT] = { "at", G_STRUCT_OFFSET (SlPhotographRow, at) },
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlPhotograph, sl_photograph, G_TYPE_OBJECT)

static char **
text_of (SlPhotograph *self, guint id)
{
  return G_STRUCT_MEMBER_P (&self->row, texts[id].offset);
}

static void
sl_photograph_finalize (GObject *object)
{
  SlPhotograph *self = SL_PHOTOGRAPH (object);

  for (guint id = PROP_ID; id <= PROP_AT; id++)
    g_free (*text_of (self, id));
  g_free (self->row.sha256);
  G_OBJECT_CLASS (sl_photograph_parent_class)->finalize (object);
}

static void
sl_photograph_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SlPhotograph *self = SL_PHOTOGRAPH (object);

  if (id == PROP_HAS_POSITION)
    g_value_set_boolean (value, self->row.has_position);
  else if (id >= PROP_ID && id <= PROP_AT)
    g_value_set_string (value, *text_of (self, id));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
sl_photograph_class_init (SlPhotographClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = sl_photograph_finalize;
  object_class->get_property = sl_photograph_get_property;
  for (guint id = PROP_ID; id <= PROP_AT; id++)
    properties[id] = g_param_spec_string (texts[id].name, NULL, NULL, "", flags);
  properties[PROP_HAS_POSITION] = g_param_spec_boolean ("has-position", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_photograph_init (SlPhotograph *self)
{
}

/**
 * sl_photograph_new_take:
 * @row: a row whose strings are taken over
 *
 * Returns: (transfer full): the photograph
 */
SlPhotograph *
sl_photograph_new_take (const SlPhotographRow *row)
{
  SlPhotograph *self = g_object_new (SL_TYPE_PHOTOGRAPH, NULL);

  self->row = *row;
  return self;
}

/**
 * sl_photograph_get:
 * @self: a photograph
 * @property: the name of one of its text properties
 *
 * Returns: the value, "" when it is not known
 */
const char *
sl_photograph_get (SlPhotograph *self, const char *property)
{
  g_return_val_if_fail (SL_IS_PHOTOGRAPH (self), "");

  for (guint id = PROP_ID; id <= PROP_AT; id++)
    if (g_str_equal (texts[id].name, property))
      return *text_of (self, id) != NULL ? *text_of (self, id) : "";
  g_critical ("A photograph has no text property \"%s\"", property);
  return "";
}

const char *
sl_photograph_get_sha256 (SlPhotograph *self)
{
  return self->row.sha256;
}

gboolean
sl_photograph_has_position (SlPhotograph *self)
{
  g_return_val_if_fail (SL_IS_PHOTOGRAPH (self), FALSE);

  return self->row.has_position;
}

gboolean
sl_photograph_get_size (SlPhotograph *self, guint *width, guint *height)
{
  g_return_val_if_fail (SL_IS_PHOTOGRAPH (self), FALSE);

  *width = self->row.width;
  *height = self->row.height;
  return self->row.width > 0 && self->row.height > 0;
}

/**
 * sl_photograph_get_place:
 * @self: a photograph
 * @page: (out) (optional): the page of the plan, from 1
 * @x: (out) (optional): in points from the left of the page as shown
 * @y: (out) (optional): in points from its top
 *
 * Returns: whether it was said where one stood, on the plan that "plan-document-id" names
 */
gboolean
sl_photograph_get_place (SlPhotograph *self, guint *page, double *x, double *y)
{
  g_return_val_if_fail (SL_IS_PHOTOGRAPH (self), FALSE);

  if (page != NULL)
    *page = self->row.plan_page;
  if (x != NULL)
    *x = self->row.plan_x;
  if (y != NULL)
    *y = self->row.plan_y;
  return self->row.has_place;
}

double
sl_photograph_get_direction (SlPhotograph *self)
{
  g_return_val_if_fail (SL_IS_PHOTOGRAPH (self), NAN);

  return self->row.direction;
}

static gboolean
is_number (const char *text, guint max)
{
  return g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) &&
         (guint) (text[0] - '0') * 10 + (guint) (text[1] - '0') <= max;
}

gboolean
sl_photograph_time_is_valid (const char *taken_at)
{
  gsize length = strlen (taken_at);
  g_autofree char *date = g_strndup (taken_at, 10);

  if (length != 10 && length != 16 && length != 19)
    return length == 0;
  if (!sl_date_is_valid (date))
    return FALSE;
  return length == 10 || (taken_at[10] == 'T' && is_number (taken_at + 11, 23) &&
                          taken_at[13] == ':' && is_number (taken_at + 14, 59) &&
                          (length == 16 || (taken_at[16] == ':' && is_number (taken_at + 17, 59))));
}

/**
 * sl_photograph_direction_to_words:
 * @degrees: clockwise from the top of the plan, any turn
 *
 * Sides of the plan rather than points of the compass: where north lies is for the drawing to say.
 *
 * Returns: one of eight, such as "the top right"
 */
const char *
sl_photograph_direction_to_words (double degrees)
{
  static const char *const names[] = { N_ ("the top"),    N_ ("the top right"),
                                       N_ ("the right"),  N_ ("the bottom right"),
                                       N_ ("the bottom"), N_ ("the bottom left"),
                                       N_ ("the left"),   N_ ("the top left") };
  guint index = (guint) lround (fmod (fmod (degrees, 360.0) + 360.0, 360.0) / 45.0) % 8;

  return _ (names[index]);
}
