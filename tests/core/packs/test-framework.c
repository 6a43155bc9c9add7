/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "packs/sl-pack.h"
#include "sl-test-cli.h"
#include "sl-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* What a framework of competencies may not say, with the line and the reason that are told, to the
 * library and on the command line. */

#define HEAD                                                                                       \
  "<framework id='f' title='F' edition='1' xml:lang='en-GB' from='trainee' to='officer'"           \
  " expiry-days='90' sample-every='5'>\n"                                                          \
  "<about>A framework for tests.</about>\n"
#define ENTRY "<entry id='e' title='E' accepts='course' source='S'><text>Passed.</text></entry>\n"
#define DECIDER "<decider role='manager'/>\n"
#define APPEAL "<appeal decided-by='manager' to='senior-manager' days='7' source='S'/>\n"
#define WORK(occasions)                                                                            \
  "<component id='B' title='Work' type='occasions' noun='occasion' nouns='occasions'"              \
  " case-kind='planning' occasions='" occasions "'>\n<assessor role='manager'/>\n"
#define TRAINING                                                                                   \
  "<component id='A' title='Training' type='training' noun='part' nouns='parts'>\n"                \
  "<assessor role='manager'/>\n"
#define CRITERION(id, more)                                                                        \
  "<criterion id='" id "' title='T' source='S' " more "><text>Is shown.</text></criterion>\n"
#define COURSE(more, outcomes)                                                                     \
  "<criterion id='A1' title='T' source='S' accepts='course' " more "><text>Is shown.</text>"       \
  "\n" outcomes "</criterion>\n"
#define END "</component>\n"
#define TAIL "</framework>"
/* From here on, the lines of what follows are 3 and so on. */
#define RULES HEAD DECIDER APPEAL

typedef struct
{
  const char *name; /* of the test's path */
  const char *text, *start, *reason;
} Refusal;

static const Refusal refusals[] = {
  { "a-circle",
    RULES WORK ("5") CRITERION ("B1", "under='B2'") CRITERION ("B2", "under='B3'")
        CRITERION ("B3", "under='B1'") END TAIL,
    "bad.xml, line 7:", "“B2” goes round in a circle" },
  { "a-criterion-under-itself", RULES WORK ("5") CRITERION ("B1", "under='B1'") END TAIL,
    "bad.xml, line 7:", "circle" },
  { "under-nothing", RULES WORK ("5") CRITERION ("B1", "under='B9'") END TAIL,
    "bad.xml, line 7:", "the criterion “B9”, which this pack does not have" },
  { "under-another-component",
    RULES TRAINING COURSE ("", "") END WORK ("5") CRITERION ("B1", "under='A1'") END TAIL,
    "bad.xml, line 12:", "under=\"A1\" names a criterion of another component" },
  { "a-criterion-twice",
    RULES TRAINING COURSE ("", "") END WORK ("5") CRITERION ("A1", "") END TAIL,
    "bad.xml, line 12:", "“A1” is here a second time; the first is in line 7" },
  { "a-component-twice",
    RULES WORK ("5") CRITERION ("B1", "") END WORK ("5") CRITERION ("B2", "") END TAIL,
    "bad.xml, line 9:", "“B” is here a second time; the first is in line 5" },
  { "a-criterion-called-as-the-entry", HEAD ENTRY DECIDER WORK ("5") CRITERION ("e", "") END TAIL,
    "bad.xml, line 7:", "“e” is the name of the condition of entry" },
  { "an-unknown-role-to-assess",
    RULES "<component id='B' title='W' type='occasions' noun='o' nouns='os' case-kind='k'"
          " occasions='1'>\n<assessor role='mentor'/>\n" CRITERION ("B1", "") END TAIL,
    "bad.xml, line 6:", "role=\"mentor\" names no role; the roles are trainee, officer" },
  { "an-unknown-role-to-decide",
    HEAD "<decider role='chief'/>\n" WORK ("5") CRITERION ("B1", "") END TAIL,
    "bad.xml, line 3:", "role=\"chief\"" },
  { "an-unknown-role-of-appeal",
    HEAD DECIDER "<appeal decided-by='manager' to='council' days='7' source='S'/>\n" WORK ("5")
        CRITERION ("B1", "") END TAIL,
    "bad.xml, line 4:", "to=\"council\"" },
  { "an-unknown-role-to-rise-to",
    "<framework id='f' title='F' edition='1' xml:lang='en-GB' from='trainee' to='wizard'"
    " expiry-days='90' sample-every='5'>\n<about>A</about>\n" DECIDER WORK ("5")
        CRITERION ("B1", "") END TAIL,
    "bad.xml, line 1:", "to=\"wizard\"" },
  { "no-occasions", RULES WORK ("0") CRITERION ("B1", "") END TAIL,
    "bad.xml, line 5:", "“B” is shown on one occasion at least" },
  { "half-an-occasion", RULES WORK ("2.5") CRITERION ("B1", "") END TAIL,
    "bad.xml, line 5:", "2.5" },
  { "headings-only", RULES WORK ("5") CRITERION ("B1", "heading='yes'") END TAIL,
    "bad.xml, line 5:", "“B” has headings only" },
  { "an-outcome-repeated",
    RULES TRAINING COURSE ("", "<outcome id='o'>One</outcome>\n<outcome id='o'>Two</outcome>\n")
        END TAIL,
    "bad.xml, line 9:", "“o” is here a second time; the first is in line 8" },
  { "an-old-criterion-claimed-twice",
    RULES WORK ("5") CRITERION ("B1", "was='X'") CRITERION ("B2", "was='X'") END TAIL,
    "bad.xml, line 8:", "“X” of the edition before is claimed twice: here and in line 7" },
  { "an-old-criterion-that-stays-and-goes",
    RULES WORK ("5") CRITERION ("B1", "was='B2'") CRITERION ("B2", "") END TAIL,
    "bad.xml, line 8:", "“B2” of the edition before is claimed twice" },
  { "an-appeal-to-who-decided",
    HEAD DECIDER "<appeal decided-by='manager' to='manager' days='7' source='S'/>\n" WORK ("5")
        CRITERION ("B1", "") END TAIL,
    "bad.xml, line 4:", "another role than “manager”" },
  { "two-rules-of-appeal", RULES APPEAL WORK ("5") CRITERION ("B1", "") END TAIL,
    "bad.xml, line 5:", "“manager” is here a second time" },
  { "an-assessor-twice",
    RULES WORK ("5") "<assessor role='manager'/>\n" CRITERION ("B1", "") END TAIL,
    "bad.xml, line 7:", "a second time" },
  { "a-proposal-that-is-none", RULES WORK ("5") CRITERION ("B1", "shows='gossip'") END TAIL,
    "bad.xml, line 7:", "Invalid attribute shows" },
  { "training-without-entries", RULES TRAINING CRITERION ("A1", "") END TAIL,
    "bad.xml, line 7:", "Element criterion" },
  { "nobody-to-assess",
    RULES "<component id='B' title='W' type='occasions' noun='o' nouns='os' case-kind='k'"
          " occasions='1'>\n" CRITERION ("B1", "") END TAIL,
    "bad.xml, line 5:", "Expecting element assessor" },
  { "no-component", RULES TAIL, "bad.xml, line 1:", "Expecting an element" },
};

static void
test_refused (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (refusal->text, strlen (refusal->text));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPack) pack = sl_pack_new (bytes, "bad.xml", &error);

  g_assert_null (pack);
  g_assert_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID);
  if (!g_str_has_prefix (error->message, refusal->start) ||
      strstr (error->message, refusal->reason) == NULL)
    g_error ("expected “%s…%s”, got “%s”", refusal->start, refusal->reason, error->message);
}

/* Each of the above is one step from this. */
static void
test_a_sound_one_is_read (void)
{
  static const char text[] = HEAD ENTRY DECIDER APPEAL TRAINING COURSE (
      "certificate='yes'", "<outcome id='o' renew-months='12'>One</outcome>\n") END WORK ("5")
      CRITERION ("B1", "heading='yes'") CRITERION ("B2", "under='B1' was='B9'")
          CRITERION ("B3", "under='B2' where-applicable='yes' shows='draft version'") END TAIL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPack) pack = sl_pack_new (bytes, "good.xml", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sl_pack_get_kind (pack), ==, "framework");
}

static void
test_more_components_than_a_team_can_show (void)
{
  g_autoptr (GString) text = g_string_new (RULES);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 9; i++)
    g_string_append_printf (
        text,
        "<component id='P%u' title='W' type='occasions' noun='o' nouns='os' case-kind='k'"
        " occasions='1'><assessor role='manager'/><criterion id='P%u.1' title='T' source='S'>"
        "<text>t</text></criterion></component>\n",
        i, i);
  g_string_append (text, TAIL);
  bytes = g_bytes_new (text->str, text->len);
  g_assert_null (sl_pack_new (bytes, "bad.xml", &error));
  g_assert_cmpstr (error->message, ==, "bad.xml, line 13: a framework has 8 components at most");
}

static char *
write_bad (const char *folder)
{
  g_autofree char *packs = g_build_filename (folder, "packs", NULL);
  char *path = g_build_filename (packs, "bad.xml", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (packs, 0700);
  g_file_set_contents (path, RULES WORK ("0") CRITERION ("B1", "") END TAIL, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_a_force_s_broken_one_leaves_the_built_in_one (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = write_bad (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) library = sl_pack_library_new (folder, &error);
  const char *const *problems = sl_pack_library_get_problems (library);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (problems[0], "bad.xml, line 5: occasions=\"0\""));
  g_assert_null (problems[1]);
  g_assert_cmpstr (sl_pack_get_id (sl_pack_library_first (library, "framework")), ==, "doco");
}

static void
test_the_command_line_says_file_line_and_reason (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = write_bad (folder);
  g_auto (SlTestRun) ran = { 0 };

  sl_test_run_cli (&ran, folder, "packs", "validate", path, NULL);
  g_assert_cmpint (ran.code, ==, 1);
  g_assert_nonnull (strstr (ran.err, path));
  g_assert_nonnull (strstr (ran.err, "line 5: occasions=\"0\": “B” is shown on one occasion"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packs/framework/a-sound-one-is-read", test_a_sound_one_is_read);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/packs/framework/refused/", refusals[i].name, NULL);

      g_test_add_data_func (path, &refusals[i], test_refused);
    }
  g_test_add_func ("/packs/framework/more-components-than-a-team-can-show-are-refused",
                   test_more_components_than_a_team_can_show);
  g_test_add_func ("/packs/framework/a-force-s-broken-one-leaves-the-built-in-one",
                   test_a_force_s_broken_one_leaves_the_built_in_one);
  g_test_add_func ("/packs/framework/the-command-line-says-file-line-and-reason",
                   test_the_command_line_says_file_line_and_reason);
  return g_test_run ();
}
