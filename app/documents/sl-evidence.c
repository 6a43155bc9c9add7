/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-document-private.h"

/* A place kept as evidence, as an object that views bind. Immutable. */

struct _SlEvidence
{
  GObject parent_instance;

  SlEvidenceRow row;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_CASE_ID,
  PROP_DOCUMENT_ID,
  PROP_QUOTATION,
  PROP_NOTE,
  PROP_AT,
  PROP_PAGE_NUMBER,
  PROP_HAS_REGION,
  PROP_X,
  PROP_Y,
  PROP_WIDTH,
  PROP_HEIGHT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlEvidence, sl_evidence, G_TYPE_OBJECT)

static void
sl_evidence_finalize (GObject *object)
{
  SlEvidence *self = SL_EVIDENCE (object);

  g_free (self->row.id);
  g_free (self->row.case_id);
  g_free (self->row.document_id);
  g_free (self->row.quotation);
  g_free (self->row.note);
  g_free (self->row.at);
  G_OBJECT_CLASS (sl_evidence_parent_class)->finalize (object);
}

/* The text that property @id stands for, NULL when it is no text. */
static const char *
text_of (SlEvidence *self, guint id)
{
  switch (id)
    {
    case PROP_ID:
      return self->row.id;
    case PROP_CASE_ID:
      return self->row.case_id;
    case PROP_DOCUMENT_ID:
      return self->row.document_id;
    case PROP_QUOTATION:
      return self->row.quotation;
    case PROP_NOTE:
      return self->row.note;
    case PROP_AT:
      return self->row.at;
    default:
      return NULL;
    }
}

static void
sl_evidence_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SlEvidence *self = SL_EVIDENCE (object);

  switch (id)
    {
    case PROP_PAGE_NUMBER:
      g_value_set_uint (value, self->row.page_number);
      break;
    case PROP_HAS_REGION:
      g_value_set_boolean (value, self->row.has_region);
      break;
    case PROP_X:
      g_value_set_double (value, self->row.x);
      break;
    case PROP_Y:
      g_value_set_double (value, self->row.y);
      break;
    case PROP_WIDTH:
      g_value_set_double (value, self->row.width);
      break;
    case PROP_HEIGHT:
      g_value_set_double (value, self->row.height);
      break;
    default:
      if (text_of (self, id) != NULL)
        g_value_set_string (value, text_of (self, id));
      else
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
sl_evidence_class_init (SlEvidenceClass *klass)
{
  static const struct
  {
    guint id;
    const char *name;
  } texts[] = {
    { PROP_ID, "id" },
    { PROP_CASE_ID, "case-id" },
    { PROP_DOCUMENT_ID, "document-id" },
    { PROP_QUOTATION, "quotation" },
    { PROP_NOTE, "note" },
    { PROP_AT, "at" },
  };
  static const struct
  {
    guint id;
    const char *name;
  } numbers[] = {
    { PROP_X, "x" },
    { PROP_Y, "y" },
    { PROP_WIDTH, "width" },
    { PROP_HEIGHT, "height" },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = sl_evidence_finalize;
  object_class->get_property = sl_evidence_get_property;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[texts[i].id] = g_param_spec_string (texts[i].name, NULL, NULL, "", flags);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    properties[numbers[i].id] = g_param_spec_double (numbers[i].name, NULL, NULL, -1e9, 1e9, 0,
                                                     flags);
  properties[PROP_PAGE_NUMBER] = g_param_spec_uint ("page-number", NULL, NULL, 0, G_MAXUINT, 1,
                                                    flags);
  properties[PROP_HAS_REGION] = g_param_spec_boolean ("has-region", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_evidence_init (SlEvidence *self)
{
}

/**
 * sl_evidence_new_take:
 * @row: a row whose strings are taken over
 *
 * Returns: (transfer full): the evidence
 */
SlEvidence *
sl_evidence_new_take (const SlEvidenceRow *row)
{
  SlEvidence *self = g_object_new (SL_TYPE_EVIDENCE, NULL);

  self->row = *row;
  return self;
}

/**
 * sl_evidence_get:
 * @self: evidence
 * @property: the name of one of its text properties
 *
 * Returns: the value, "" when it is not known
 */
const char *
sl_evidence_get (SlEvidence *self, const char *property)
{
  g_return_val_if_fail (SL_IS_EVIDENCE (self), "");

  for (guint id = PROP_ID; id <= PROP_AT; id++)
    if (g_str_equal (properties[id]->name, property))
      return text_of (self, id) != NULL ? text_of (self, id) : "";
  g_critical ("Evidence has no text property \"%s\"", property);
  return "";
}

guint
sl_evidence_get_page_number (SlEvidence *self)
{
  g_return_val_if_fail (SL_IS_EVIDENCE (self), 0);

  return self->row.page_number;
}

/**
 * sl_evidence_get_region:
 * @self: evidence
 * @x: (out) (optional): left, in points from the left of the page as shown
 * @y: (out) (optional): top, in points from the top
 * @width: (out) (optional): in points
 * @height: (out) (optional): in points
 *
 * Returns: %FALSE when it stands for the page as a whole
 */
gboolean
sl_evidence_get_region (SlEvidence *self, double *x, double *y, double *width, double *height)
{
  g_return_val_if_fail (SL_IS_EVIDENCE (self), FALSE);

  if (x != NULL)
    *x = self->row.x;
  if (y != NULL)
    *y = self->row.y;
  if (width != NULL)
    *width = self->row.width;
  if (height != NULL)
    *height = self->row.height;
  return self->row.has_region;
}
