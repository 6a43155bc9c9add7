/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-person.h"

#include "base/sl-time.h"
#include "people/sl-person-private.h"
#include "people/sl-role.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A person as the casebook knew them when this was loaded. Plain and read-only; any one thread. */
struct _SlPerson
{
  GObject parent_instance;

  SlPersonValues values;
  char *initials;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_ACCOUNT,
  PROP_DISPLAY_NAME,
  PROP_ROLE,
  PROP_ROLE_TITLE,
  PROP_JOB_TITLE,
  PROP_STAFF_NUMBER,
  PROP_EMAIL,
  PROP_TELEPHONE,
  PROP_INITIALS,
  PROP_ROLE_TEXT,
  PROP_CONFIRMED_BY_NAME,
  PROP_CONFIRMED_AT,
  PROP_LEFT_ON,
  PROP_DECLARED,
  PROP_SELF_DECLARED,
  PROP_ELSEWHERE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlPerson, sl_person, G_TYPE_OBJECT)

static void
sl_person_finalize (GObject *object)
{
  SlPerson *self = SL_PERSON (object);

  sl_person_values_clear (&self->values);
  g_free (self->initials);
  G_OBJECT_CLASS (sl_person_parent_class)->finalize (object);
}

static void
sl_person_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlPerson *self = SL_PERSON (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->values.id);
      break;
    case PROP_ACCOUNT:
      g_value_set_string (value, self->values.account);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->values.display_name);
      break;
    case PROP_ROLE:
      g_value_set_string (value, self->values.role);
      break;
    case PROP_ROLE_TITLE:
      g_value_set_string (value, sl_person_get_role_title (self));
      break;
    case PROP_JOB_TITLE:
      g_value_set_string (value, sl_person_get_job_title (self));
      break;
    case PROP_STAFF_NUMBER:
      g_value_set_string (value, self->values.staff_number);
      break;
    case PROP_EMAIL:
      g_value_set_string (value, self->values.email);
      break;
    case PROP_TELEPHONE:
      g_value_set_string (value, self->values.telephone);
      break;
    case PROP_INITIALS:
      g_value_set_string (value, self->initials);
      break;
    case PROP_ROLE_TEXT:
      g_value_take_string (value, sl_person_dup_role_text (self));
      break;
    case PROP_CONFIRMED_BY_NAME:
      g_value_set_string (value, self->values.confirmed_by_name);
      break;
    case PROP_CONFIRMED_AT:
      g_value_set_string (value, self->values.confirmed_at);
      break;
    case PROP_LEFT_ON:
      g_value_set_string (value, self->values.left_on);
      break;
    case PROP_DECLARED:
      g_value_set_boolean (value, self->values.declared);
      break;
    case PROP_SELF_DECLARED:
      g_value_set_boolean (value, self->values.self_declared);
      break;
    case PROP_ELSEWHERE:
      g_value_set_boolean (value, self->values.elsewhere);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
sl_person_class_init (SlPersonClass *klass)
{
  static const char *const names[PROP_DECLARED] = {
    NULL,         "id",        "account",           "display-name", "role",
    "role-title", "job-title", "staff-number",      "email",        "telephone",
    "initials",   "role-text", "confirmed-by-name", "confirmed-at", "left-on"
  };
  static const char *const flags[] = { "declared", "self-declared", "elsewhere" };
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_person_finalize;
  object_class->get_property = sl_person_get_property;
  for (guint i = 1; i < PROP_DECLARED; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, "", readable);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    properties[PROP_DECLARED + i] = g_param_spec_boolean (flags[i], NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_person_init (SlPerson *self)
{
}

void
sl_person_values_clear (SlPersonValues *values)
{
  g_clear_pointer (&values->id, g_free);
  g_clear_pointer (&values->account, g_free);
  g_clear_pointer (&values->display_name, g_free);
  g_clear_pointer (&values->role, g_free);
  g_clear_pointer (&values->job_title, g_free);
  g_clear_pointer (&values->staff_number, g_free);
  g_clear_pointer (&values->email, g_free);
  g_clear_pointer (&values->telephone, g_free);
  g_clear_pointer (&values->confirmed_by_name, g_free);
  g_clear_pointer (&values->confirmed_at, g_free);
  g_clear_pointer (&values->left_on, g_free);
}

/* Takes the strings over. */
SlPerson *
sl_person_new_take (SlPersonValues *values)
{
  SlPerson *self = g_object_new (SL_TYPE_PERSON, NULL);

  self->values = *values;
  *values = (SlPersonValues){ 0 };
  self->initials = sl_person_make_initials (self->values.display_name);
  return self;
}

/**
 * sl_person_make_initials:
 * @name: a name as people write it
 *
 * Returns: (transfer full): the first letters of the first and the last word: "HM" for Helen Marsh
 */
char *
sl_person_make_initials (const char *name)
{
  GString *initials = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  const char *first = NULL;
  const char *last = NULL;

  for (char **word = words; *word != NULL; word++)
    if (g_unichar_isalpha (g_utf8_get_char (*word)))
      {
        if (first == NULL)
          first = *word;
        else
          last = *word;
      }
  if (first != NULL)
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (first)));
  if (last != NULL)
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (last)));
  return g_string_free (initials, FALSE);
}

const char *
sl_person_get_id (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return self->values.id;
}

const char *
sl_person_get_display_name (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return self->values.display_name;
}

const char *
sl_person_get_role (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return self->values.role;
}

const char *
sl_person_get_role_title (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return sl_role_get_title (self->values.role);
}

const char *
sl_person_get_job_title (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return *self->values.job_title != '\0' ? self->values.job_title : sl_person_get_role_title (self);
}

const char *
sl_person_get_staff_number (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return self->values.staff_number;
}

const char *
sl_person_get_email (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return self->values.email;
}

const char *
sl_person_get_telephone (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return self->values.telephone;
}

const char *
sl_person_get_initials (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return self->initials;
}

const char *
sl_person_get_account (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return self->values.account;
}

const char *
sl_person_get_confirmed_by_name (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return self->values.confirmed_by_name;
}

const char *
sl_person_get_confirmed_at (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return self->values.confirmed_at;
}

const char *
sl_person_get_left_on (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return self->values.left_on;
}

/**
 * sl_person_has_left:
 * @self: a person
 *
 * Returns: whether they no longer work here today
 */
gboolean
sl_person_has_left (SlPerson *self)
{
  g_autofree char *today = NULL;

  g_return_val_if_fail (SL_IS_PERSON (self), FALSE);
  today = sl_date_today ();
  return *self->values.left_on != '\0' && strcmp (self->values.left_on, today) <= 0;
}

gboolean
sl_person_get_declared (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), FALSE);
  return self->values.declared;
}

gboolean
sl_person_get_self_declared (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), FALSE);
  return self->values.self_declared;
}

gboolean
sl_person_get_elsewhere (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), FALSE);
  return self->values.elsewhere;
}

/**
 * sl_person_get_deciding_role:
 * @self: a person
 *
 * An account that nobody has introduced draws up letters as an officer does, but in what is decided
 * it counts for the least.
 *
 * Returns: "trainee" until the person has declared themselves, then the role
 */
const char *
sl_person_get_deciding_role (SlPerson *self)
{
  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  return self->values.declared ? self->values.role : "trainee";
}

/**
 * sl_person_dup_role_text:
 * @self: a person
 *
 * Returns: (transfer full): the role as it is shown wherever it matters, "Designing Out Crime
 *   Manager (self-declared)"
 */
char *
sl_person_dup_role_text (SlPerson *self)
{
  const char *title;

  g_return_val_if_fail (SL_IS_PERSON (self), NULL);
  title = sl_person_get_role_title (self);
  if (!self->values.declared)
    return g_strdup_printf (_ ("%s (not declared yet)"), title);
  if (self->values.self_declared)
    return g_strdup_printf (_ ("%s (self-declared)"), title);
  return g_strdup (title);
}
