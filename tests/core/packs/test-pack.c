/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "packs/sl-pack.h"
#include "sl-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define HEAD "<?xml version='1.0' encoding='UTF-8'?>\n"
#define ROOT "<standards id='s' title='S' edition='1' xml:lang='en-GB'>\n"
#define ROW(key) "<standard key='" key "' designation='D' title='T' note='' status='check'/>\n"

static SlPack *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return sl_pack_new (bytes, "mine.xml", error);
}

static void
assert_refused (const char *text, const char *start, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPack) pack = read_text (text, &error);

  g_assert_null (pack);
  g_assert_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID);
  if (!g_str_has_prefix (error->message, start) || strstr (error->message, reason) == NULL)
    g_error ("expected “%s…%s”, got “%s”", start, reason, error->message);
}

static void
test_reads_head_and_tree (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPack) pack = read_text (
      HEAD ROOT "<about>  two \n  words </about>\n" ROW ("A") ROW ("B") "</standards>", &error);
  const SlPackNode *node;
  g_autofree char *language = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (sl_pack_get_kind (pack), ==, "standards");
  g_assert_cmpstr (sl_pack_get_id (pack), ==, "s");
  g_assert_cmpstr (sl_pack_get_edition (pack), ==, "1");
  g_assert_cmpstr (sl_pack_get_origin (pack), ==, "mine.xml");
  g_assert_cmpuint (strlen (sl_pack_get_hash (pack)), ==, 64);
  g_object_get (pack, "language", &language, NULL);
  g_assert_cmpstr (language, ==, "en-GB");

  g_assert_cmpstr (sl_pack_node_child_text (sl_pack_get_root (pack), "about"), ==, "two words");
  node = sl_pack_node_first (sl_pack_get_root (pack), "standard");
  g_assert_cmpstr (sl_pack_node_get (node, "key"), ==, "A");
  g_assert_cmpuint (sl_pack_node_get_line (node), ==, 5);
  node = sl_pack_node_next (node, "standard");
  g_assert_cmpstr (sl_pack_node_get (node, "key"), ==, "B");
  g_assert_cmpstr (sl_pack_node_get (node, "nothing"), ==, "");
  g_assert_false (sl_pack_node_has (node, "nothing"));
  g_assert_null (sl_pack_node_next (node, NULL));
}

/* Security catalogue 47, 48, 57, 89: each is refused with its line. */
static void
test_refusals_name_the_line (void)
{
  static const struct
  {
    const char *text, *start, *reason;
  } cases[] = {
    { "", "mine.xml, line 1:", "empty" },
    { HEAD "<!DOCTYPE standards>\n" ROOT ROW ("A") "</standards>", "mine.xml, line 2:", "DOCTYPE" },
    { HEAD "<!DOCTYPE s SYSTEM 'file:///etc/passwd'>\n" ROOT "</standards>",
      "mine.xml, line 2:", "DOCTYPE" },
    { HEAD "<!DOCTYPE s [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>\n" ROOT "&c;</standards>",
      "mine.xml, line 2:", "DOCTYPE" },
    { HEAD ROOT ROW ("A"), "mine.xml, line 4:", "standards" },
    { HEAD ROOT "<standard key='A\xff'/></standards>", "mine.xml, line 3:", "UTF-8" },
    { HEAD ROOT "&unknown;</standards>", "mine.xml, line 3:", "unknown" },
    { HEAD ROOT ROW ("A") "<standard key='B' designation='D' title='T' note='' status='check'"
                          " colour='red'/></standards>",
      "mine.xml, line 4:", "colour" },
    { HEAD ROOT ROW ("A") "<surprise/></standards>", "mine.xml, line 4:", "surprise" },
    { HEAD ROOT ROW ("A") ROW ("B") ROW ("A") "</standards>",
      "mine.xml, line 5:", "“A” is here a second time; the first is in line 3" },
    { HEAD "<standards id='s' title='S' xml:lang='en-GB'>" ROW ("A") "</standards>",
      "mine.xml, line 2:", "edition" },
    { HEAD "<standards id='s' title='S' edition='1' xml:lang='en-GB' format='2'>" ROW (
          "A") "</standards>",
      "mine.xml, line 2:", "newer Sightline (format 2" },
    { HEAD "<spells id='s' title='S' edition='1' xml:lang='en-GB'/>",
      "mine.xml, line 2:", "no kind of pack called “spells”" },
    { HEAD "<x.y id='s' title='S' edition='1' xml:lang='en-GB'/>",
      "mine.xml, line 2:", "no kind of pack" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].text, cases[i].start, cases[i].reason);
}

static void
test_refuses_what_is_too_long_or_too_deep (void)
{
  g_autofree char *rule = g_strnfill (1024 * 1024, 'a');
  g_autofree char *in_attribute = g_strdup_printf (
      HEAD ROOT "\n<standard key='A' designation='D' title='%s' note='' status='check'/>"
                "</standards>",
      rule);
  g_autofree char *in_text = g_strdup_printf (
      HEAD ROOT "<about>%s</about>\n" ROW ("A") "</standards>", rule);
  g_autoptr (GString) deep = g_string_new (HEAD ROOT);
  g_autofree char *bulk = g_strnfill (16 * 1024 * 1024 + 1, ' ');

  assert_refused (in_attribute, "mine.xml, line 4:", "64 KiB");
  assert_refused (in_text, "mine.xml, line 3:", "64 KiB");
  assert_refused (bulk, "mine.xml, line 1:", "16 MiB");
  for (guint i = 0; i < 70; i++)
    g_string_append (deep, "<a>");
  for (guint i = 0; i < 70; i++)
    g_string_append (deep, "</a>");
  g_string_append (deep, "</standards>");
  assert_refused (deep->str, "mine.xml, line 3:", "64 levels");
}

#define CHECKLIST                                                                                  \
  HEAD "<checklist id='c' title='C' edition='1' xml:lang='en-GB'><about>a</about>\n"               \
       "<guides><guide id='g' name='G' edition='1' status='check' newest='true'/></guides>\n"      \
       "<sources/><features><feature id='flats' label='F'/></features><topics/>\n"                 \
       "<section id='s' title='S' heading='H' topic-order='1'>\n"                                  \
       "<item id='H1' title='T' tier='L' look-in='SP' status='check'><question>q</question>"       \
       "<why>w</why><crime>c</crime>\n"                                                            \
       "<reference guide='%s' section='1' title='t' status='check'/>\n"                            \
       "<look-for>x</look-for><document kind='site-layout'/>"                                      \
       "<recommendation>r</recommendation>\n"                                                      \
       "<applies any='%s' why='w'/></item></section></checklist>"

static void
test_references_lead_somewhere (void)
{
  g_autofree char *good = g_strdup_printf (CHECKLIST, "g", "flats");
  g_autofree char *guide = g_strdup_printf (CHECKLIST, "h", "flats");
  g_autofree char *feature = g_strdup_printf (CHECKLIST, "g", "flats castles");
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPack) pack = read_text (good, &error);

  g_assert_no_error (error);
  assert_refused (guide, "mine.xml, line 7:", "the guide “h”");
  assert_refused (feature, "mine.xml, line 9:", "the feature “castles”");
}

static void
test_references_in_a_circle_are_refused (void)
{
#define NEXT(key, next)                                                                            \
  "<standard key='" key "' designation='D' title='T' note='' status='check' superseded-by='" next  \
  "'/>\n"
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPack)
      pack = read_text (HEAD ROOT NEXT ("A", "B") NEXT ("B", "C") ROW ("C") "</standards>", &error);

  g_assert_no_error (error);
  g_assert_nonnull (pack);
  assert_refused (HEAD ROOT NEXT ("A", "B") NEXT ("B", "C") NEXT ("C", "A") "</standards>",
                  "mine.xml, line 3:", "circle");
  assert_refused (HEAD ROOT NEXT ("A", "A") "</standards>", "mine.xml, line 3:", "circle");
  assert_refused (HEAD ROOT NEXT ("A", "B") "</standards>", "mine.xml, line 3:", "“B”");
}

/* Security catalogue 93: whatever lies there, the answer comes at once. */
static void
test_only_regular_files_are_read (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *pipe = g_build_filename (folder, "pipe.xml", NULL);
  g_autofree char *gone = g_build_filename (folder, "gone.xml", NULL);
  const char *paths[] = { pipe, folder, gone, "/dev/zero" };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sl_pack_new_from_file (paths[i], &error));
      g_assert_error (error, SL_PACK_ERROR, SL_PACK_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (error->message, paths[i]));
    }
}

static void
assert_same_head (SlPack *pack, SlPack *other)
{
  static const char *const names[] = { "kind", "id", "title", "edition", "language", "hash" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *other_value = NULL;

      g_object_get (pack, names[i], &value, NULL);
      g_object_get (other, names[i], &other_value, NULL);
      g_assert_cmpstr (value, ==, other_value);
    }
}

static void
test_every_built_in_pack_is_valid (void)
{
  static const char *const kinds[] = { "checklist", "policy",   "standards", "authorities",
                                       "force",     "template", "triage",    "drafting",
                                       "review",    "framework" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) library = sl_pack_library_new (NULL, &error);
  GListModel *packs = sl_pack_library_get_packs (library);

  g_assert_no_error (error);
  g_assert_null (sl_pack_library_get_problems (library)[0]);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      SlPack *pack = sl_pack_library_first (library, kinds[i]);

      g_assert_nonnull (pack);
      g_assert_cmpstr (sl_pack_get_origin (pack), ==, "built-in");
    }
  /* The program reads them when it needs them and believes them; here each is held to its schema.
   */
  for (guint i = 0; i < g_list_model_get_n_items (packs); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (packs, i);
      g_autoptr (SlPack)
          checked = sl_pack_new (sl_pack_get_bytes (pack), sl_pack_get_id (pack), &error);

      g_assert_no_error (error);
      assert_same_head (pack, checked);
      g_assert_cmpstr (sl_pack_node_get_name (sl_pack_get_root (pack)), ==,
                       sl_pack_get_kind (pack));
      g_assert_nonnull (sl_pack_node_first (sl_pack_get_root (pack), NULL));
      g_assert_cmpuint (sl_pack_node_get_line (sl_pack_get_root (pack)), ==,
                        sl_pack_node_get_line (sl_pack_get_root (checked)));
    }
}

static void
write_pack (const char *folder, const char *name, const char *text)
{
  g_autofree char *packs = g_build_filename (folder, "packs", NULL);
  g_autofree char *path = g_build_filename (packs, name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (packs, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
test_the_users_packs_extend_and_replace (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (SlPackLibrary) plain = sl_pack_library_new (NULL, NULL);
  g_autoptr (SlPackLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  guint n = g_list_model_get_n_items (sl_pack_library_get_packs (plain));

  write_pack (folder, "a.xml", HEAD ROOT ROW ("A") "</standards>");
  write_pack (folder, "b.xml", HEAD ROOT ROW ("B") "</standards>");
  write_pack (
      folder, "c.xml",
      HEAD "<standards id='s' title='S' edition='10' xml:lang='en-GB'>" ROW ("C") "</standards>");
  write_pack (folder, "d.xml",
              HEAD
              "<standards id='s' title='S' edition='9' xml:lang='en-GB'>" ROW ("D") "</standards>");
  write_pack (folder, "notes.txt", "not a pack");
  library = sl_pack_library_new (folder, &error);
  g_assert_no_error (error);
  g_assert_null (sl_pack_library_get_problems (library)[0]);
  g_assert_cmpuint (g_list_model_get_n_items (sl_pack_library_get_packs (library)), ==, n + 3);
  g_assert_cmpstr (sl_pack_get_edition (sl_pack_library_find (library, "s", NULL)), ==, "10");
  g_assert_cmpstr (
      sl_pack_node_get (
          sl_pack_node_first (sl_pack_get_root (sl_pack_library_find (library, "s", "1")), NULL),
          "key"),
      ==, "B");
  g_assert_null (sl_pack_library_find (library, "s", "11"));
}

static void
test_a_broken_user_pack_leaves_the_built_in_one (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (SlPackLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  SlPack *force;

  write_pack (folder, "force.xml",
              HEAD "<force id='essex' title='E' edition='2026-11' xml:lang='en-GB'>\n<valu/>"
                   "</force>");
  library = sl_pack_library_new (folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (sl_pack_library_get_problems (library)[0], "force.xml, line 3:"));
  g_assert_null (sl_pack_library_get_problems (library)[1]);
  force = sl_pack_library_first (library, "force");
  g_assert_cmpstr (sl_pack_get_origin (force), ==, "built-in");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packs/reads-the-head-and-the-tree", test_reads_head_and_tree);
  g_test_add_func ("/packs/refusals-name-the-line", test_refusals_name_the_line);
  g_test_add_func ("/packs/refuses-what-is-too-long-or-too-deep",
                   test_refuses_what_is_too_long_or_too_deep);
  g_test_add_func ("/packs/references-lead-somewhere", test_references_lead_somewhere);
  g_test_add_func ("/packs/references-in-a-circle-are-refused",
                   test_references_in_a_circle_are_refused);
  g_test_add_func ("/packs/only-regular-files-are-read", test_only_regular_files_are_read);
  g_test_add_func ("/packs/every-built-in-pack-is-valid", test_every_built_in_pack_is_valid);
  g_test_add_func ("/packs/the-users-packs-extend-and-replace",
                   test_the_users_packs_extend_and_replace);
  g_test_add_func ("/packs/a-broken-user-pack-leaves-the-built-in-one",
                   test_a_broken_user_pack_leaves_the_built_in_one);
  return g_test_run ();
}
