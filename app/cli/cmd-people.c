/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "base/sl-time.h"
#include "people/sl-key.h"
#include "people/sl-role.h"
#include "review/sl-bundle.h"

#include <glib/gi18n.h>
#include <string.h>

/* Who works here: what one says of oneself and of others, and whose keys are known. One acts as the
 * account that runs the command, and as nobody else. */

typedef struct
{
  char *name, *job_title, *number, *email, *telephone, *role, *reason, *on;
} Options;

static void print_shown (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
print_shown (const char *format, ...)
{
  va_list values;
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  shown = cli_dup_shown (text);
  g_print ("%s\n", shown);
}

/* Where a person works, for one line. */
static char *
dup_place (SlPerson *person)
{
  if (sl_person_get_elsewhere (person))
    return g_strdup (_ ("at another computer"));
  return g_strdup_printf (_ ("account %s"), sl_person_get_account (person));
}

static void
print_person (SlPerson *person)
{
  g_autofree char *role = sl_person_dup_role_text (person);
  g_autofree char *place = dup_place (person);

  if (*sl_person_get_confirmed_by_name (person) != '\0')
    print_shown (_ ("%s  %s, %s, %s, confirmed by %s"), sl_person_get_id (person),
                 sl_person_get_display_name (person), role, place,
                 sl_person_get_confirmed_by_name (person));
  else
    print_shown ("%s  %s, %s, %s", sl_person_get_id (person), sl_person_get_display_name (person),
                 role, place);
  if (*sl_person_get_left_on (person) != '\0')
    print_shown (_ ("  left on %s"), sl_person_get_left_on (person));
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_person (JsonBuilder *builder, SlPerson *person)
{
  static const char *const names[] = {
    "id",         "account",           "display-name", "role",
    "role-title", "job-title",         "staff-number", "email",
    "telephone",  "confirmed-by-name", "confirmed-at", "left-on"
  };

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = NULL;

      g_object_get (person, names[i], &value, NULL);
      cli_json_add (builder, names[i], value);
    }
  add_flag (builder, "declared", sl_person_get_declared (person));
  add_flag (builder, "self-declared", sl_person_get_self_declared (person));
  add_flag (builder, "elsewhere", sl_person_get_elsewhere (person));
  json_builder_end_object (builder);
}

static int
list_people (SlCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) people = sl_people_list (sl_casebook_get_store (cli->casebook), &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (people == NULL)
    return cli_fail_error (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (SlPerson) person = g_list_model_get_item (people, i);

      if (cli->json)
        add_person (builder, person);
      else
        print_person (person);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

/* A change of one's own record, after which one is at work as it says. */
static int
apply_own (SlCli *cli, SlChange *change)
{
  g_autoptr (GError) error = NULL;
  int code = cli_apply (cli, change);

  if (code == SL_CLI_DONE && !sl_casebook_reload_person (cli->casebook, &error))
    code = cli_fail_error (error);
  return code;
}

/* One's own card: changed where an option says so, then shown. */
static int
run_card (SlCli *cli, const Options *options)
{
  SlPerson *person = sl_casebook_get_person (cli->casebook);
  gboolean changes = options->name != NULL || options->job_title != NULL ||
                     options->number != NULL || options->email != NULL ||
                     options->telephone != NULL;
  int code = SL_CLI_DONE;

  if (changes)
    code = apply_own (cli, sl_people_change_card (sl_person_get_id (person), options->name,
                                                  options->job_title, options->number,
                                                  options->email, options->telephone));
  if (code != SL_CLI_DONE)
    return code;
  person = sl_casebook_get_person (cli->casebook);
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      add_person (builder, person);
      cli_print_json (builder);
      return SL_CLI_DONE;
    }
  print_person (person);
  print_shown (_ ("Letters are signed: %s, %s"), sl_person_get_display_name (person),
               sl_person_get_job_title (person));
  if (*sl_person_get_staff_number (person) != '\0')
    print_shown (_ ("Number: %s"), sl_person_get_staff_number (person));
  if (*sl_person_get_email (person) != '\0')
    print_shown (_ ("E-mail: %s"), sl_person_get_email (person));
  if (*sl_person_get_telephone (person) != '\0')
    print_shown (_ ("Telephone: %s"), sl_person_get_telephone (person));
  return SL_CLI_DONE;
}

static int
run_declare (SlCli *cli, const Options *options)
{
  SlPerson *person = sl_casebook_get_person (cli->casebook);
  int code;

  if (options->name == NULL || options->role == NULL)
    return cli_usage (&sl_verb_people, _ ("Say who you are with --name, and as what with --role."));
  code = apply_own (
      cli, sl_people_change_declare (sl_person_get_id (person), options->name, options->role));
  return code == SL_CLI_DONE ? run_card (cli, &(Options){ 0 }) : code;
}

static int
tell_person (SlCli *cli, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson) person = sl_people_load (sl_casebook_get_store (cli->casebook), id, &error);

  if (person == NULL)
    return cli_fail_error (error);
  print_person (person);
  return SL_CLI_DONE;
}

static int
run_confirm (SlCli *cli, const char *text)
{
  g_autoptr (SlPerson) person = cli_find_person (cli, text);
  int code;

  if (person == NULL)
    return SL_CLI_FAILED;
  code = cli_apply (cli, sl_people_change_confirm (sl_person_get_id (person)));
  return code == SL_CLI_DONE ? tell_person (cli, sl_person_get_id (person)) : code;
}

static int
run_role (SlCli *cli, const char *text, const char *role, const Options *options)
{
  g_autoptr (SlPerson) person = cli_find_person (cli, text);
  int code;

  if (person == NULL)
    return SL_CLI_FAILED;
  code = cli_apply (cli, sl_people_change_role (sl_person_get_id (person), role,
                                                options->reason != NULL ? options->reason : ""));
  return code == SL_CLI_DONE ? tell_person (cli, sl_person_get_id (person)) : code;
}

/* @on NULL today, "" back again. */
static int
run_leave (SlCli *cli, const char *text, const char *on)
{
  g_autoptr (SlPerson) person = NULL;
  g_autofree char *date = NULL;
  int code;

  if (on != NULL && *on != '\0' && (date = sl_date_parse (on)) == NULL)
    return cli_usage (&sl_verb_people, _ ("\"%s\" is not a date."), on);
  person = cli_find_person (cli, text);
  if (person == NULL)
    return SL_CLI_FAILED;
  code = cli_apply (cli,
                    sl_people_change_leave (sl_person_get_id (person), date != NULL ? date : on));
  return code == SL_CLI_DONE ? tell_person (cli, sl_person_get_id (person)) : code;
}

static int
run_roles (SlCli *cli)
{
  guint n_roles;
  const SlRole *roles = sl_roles_get (&n_roles);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < n_roles; i++)
    if (cli->json)
      {
        json_builder_begin_object (builder);
        cli_json_add (builder, "id", roles[i].id);
        cli_json_add (builder, "title", sl_role_get_title (roles[i].id));
        cli_json_add (builder, "abbreviation", roles[i].abbreviation);
        cli_json_add (builder, "duties", _ (roles[i].duties));
        json_builder_end_object (builder);
      }
    else
      g_print ("%-15s %s\n                %s\n", roles[i].id, sl_role_get_title (roles[i].id),
               _ (roles[i].duties));
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

static int
run_key (SlCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSigningKey)
      key = sl_signing_key_open (sl_casebook_get_store (cli->casebook), &error);

  if (key == NULL)
    return cli_fail_error (error);
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      gsize size;
      const guint8 *bytes = g_bytes_get_data (sl_signing_key_get_public (key), &size);
      g_autofree char *encoded = g_base64_encode (bytes, size);

      json_builder_begin_object (builder);
      cli_json_add (builder, "fingerprint", sl_signing_key_get_fingerprint (key));
      cli_json_add (builder, "public-key", encoded);
      json_builder_end_object (builder);
      cli_print_json (builder);
    }
  else
    g_print ("%s\n", sl_signing_key_get_fingerprint (key));
  return SL_CLI_DONE;
}

static int
list_keys (SlCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = sl_keys_list (sl_casebook_get_store (cli->casebook), &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (keys == NULL)
    return cli_fail_error (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < keys->len; i++)
    {
      const SlKeyInfo *key = g_ptr_array_index (keys, i);

      if (!cli->json)
        {
          print_shown ("%s  %s, %s", key->fingerprint, sl_trust_to_nick (key->trust),
                       *key->person_name != '\0' ? key->person_name : _ ("nobody known"));
          continue;
        }
      json_builder_begin_object (builder);
      cli_json_add (builder, "fingerprint", key->fingerprint);
      cli_json_add (builder, "trust", sl_trust_to_nick (key->trust));
      cli_json_add (builder, "person-id", key->person_id);
      cli_json_add (builder, "person-name", key->person_name);
      cli_json_add (builder, "at", key->at);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

static int
run_trust (SlCli *cli, const char *text, const char *nick)
{
  g_autofree char *fingerprint = sl_key_tidy_fingerprint (text);
  SlTrust trust = sl_trust_from_nick (nick);
  g_autoptr (GPtrArray) notices = NULL;
  g_autoptr (GError) error = NULL;

  if (fingerprint == NULL)
    return cli_fail (_ ("“%s” is not a fingerprint: it has 32 digits and letters from a to f."),
                     text);
  if (trust == SL_TRUST_UNKNOWN)
    return cli_usage (&sl_verb_people, _ ("A key is verified, unverified or revoked."));
  if (!sl_bundle_trust_key (sl_casebook_get_review (cli->casebook), fingerprint, trust, &notices,
                            &error))
    return cli_fail_error (error);
  for (guint i = 0; i < notices->len; i++)
    print_shown ("%s", (const char *) g_ptr_array_index (notices, i));
  return SL_CLI_DONE;
}

/* What each word needs after it. */
static const struct
{
  const char *word;
  int n_operands;
} words[] = {
  { "list", 0 }, { "card", 0 },  { "declare", 0 }, { "confirm", 1 }, { "role", 2 },  { "leave", 1 },
  { "back", 1 }, { "roles", 0 }, { "key", 0 },     { "keys", 0 },    { "trust", 2 },
};

static int
run_word (SlCli *cli, int argc, char **argv, const Options *options)
{
  const char *word = argc > 1 ? argv[1] : "list";
  guint i = 0;

  while (i < G_N_ELEMENTS (words) && !g_str_equal (words[i].word, word))
    i++;
  if (i == G_N_ELEMENTS (words) || (argc > 1 ? argc - 2 : 0) != words[i].n_operands)
    return cli_usage (&sl_verb_people, _ ("Say what to do with the people of this casebook."));
  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  if (g_str_equal (word, "card"))
    return run_card (cli, options);
  if (g_str_equal (word, "declare"))
    return run_declare (cli, options);
  if (g_str_equal (word, "confirm"))
    return run_confirm (cli, argv[2]);
  if (g_str_equal (word, "role"))
    return run_role (cli, argv[2], argv[3], options);
  if (g_str_equal (word, "leave"))
    return run_leave (cli, argv[2], options->on);
  if (g_str_equal (word, "back"))
    return run_leave (cli, argv[2], "");
  if (g_str_equal (word, "roles"))
    return run_roles (cli);
  if (g_str_equal (word, "key"))
    return run_key (cli);
  if (g_str_equal (word, "keys"))
    return list_keys (cli);
  if (g_str_equal (word, "trust"))
    return run_trust (cli, argv[2], argv[3]);
  return list_people (cli);
}

static int
run_people (SlCli *cli, int argc, char **argv)
{
  Options options = { 0 };
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("how letters name you"), "TEXT" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &options.role,
      N_ ("declare: trainee, officer, manager, senior-manager or commander"), "ROLE" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, N_ ("role: why it changes"), "TEXT" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &options.on,
      N_ ("leave: the first day on which they no longer work here"), "DATE" },
    { "job-title", 0, 0, G_OPTION_ARG_STRING, &options.job_title,
      N_ ("card: your own wording of it"), "TEXT" },
    { "number", 0, 0, G_OPTION_ARG_STRING, &options.number, N_ ("card: warrant or staff number"),
      "TEXT" },
    { "email", 0, 0, G_OPTION_ARG_STRING, &options.email, N_ ("card: for letters"), "TEXT" },
    { "telephone", 0, 0, G_OPTION_ARG_STRING, &options.telephone, N_ ("card: for letters"),
      "TEXT" },
    { NULL }
  };
  char **const owned[] = { &options.name,   &options.role,  &options.reason,    &options.job_title,
                           &options.number, &options.email, &options.telephone, &options.on };
  int code = SL_CLI_USAGE;

  if (cli_parse (&sl_verb_people, entries, &argc, &argv))
    code = run_word (cli, argc, argv, &options);
  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    g_free (*owned[i]);
  return code;
}

const SlVerb sl_verb_people = {
  "people",
  "[list | card | declare --name … --role … | confirm PERSON | role PERSON ROLE --reason … | leave "
  "PERSON "
  "[--on DATE] | back PERSON | roles "
  "| key | keys | trust FINGERPRINT verified|unverified|revoked]",
  N_ ("Says who works here and as what, and which signing keys are known"), run_people
};
