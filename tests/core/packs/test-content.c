/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "packs/sl-pack.h"
#include "sl-test.h"

#include <string.h>

/* What the schemas cannot say of the packs that come with Sightline: what leads from one pack into
 * another, and what a letter may not say. */

/* What comes with Sightline: the items of each are numbered H01, H02, … */
static const struct
{
  const char *id;
  char letter;
  guint n_items;
} checklists[] = {
  { "sbd-car-parks", 'K', 27 },  { "sbd-commercial", 'C', 46 }, { "sbd-education", 'E', 27 },
  { "sbd-healthcare", 'M', 26 }, { "sbd-homes", 'H', 88 },      { "sbd-public-realm", 'P', 30 },
  { "sbd-supported", 'S', 20 },  { "sbd-worship", 'W', 22 },
};

static SlPackLibrary *
load (void)
{
  g_autoptr (GError) error = NULL;
  SlPackLibrary *library = sl_pack_library_new (NULL, &error);

  g_assert_no_error (error);
  return library;
}

static const SlPackNode *
get_root (SlPackLibrary *library, const char *id)
{
  SlPack *pack = sl_pack_library_find (library, id, NULL);

  g_assert_nonnull (pack);
  return sl_pack_get_root (pack);
}

static void
add_items (const SlPackNode *root, GPtrArray *items)
{
  for (const SlPackNode *section = sl_pack_node_first (root, "section"); section != NULL;
       section = sl_pack_node_next (section, "section"))
    for (const SlPackNode *item = sl_pack_node_first (section, "item"); item != NULL;
         item = sl_pack_node_next (item, "item"))
      g_ptr_array_add (items, (gpointer) item);
}

/* Every item of every checklist; element type const SlPackNode*. */
static GPtrArray *
list_items (SlPackLibrary *library)
{
  GPtrArray *items = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (checklists); i++)
    add_items (get_root (library, checklists[i].id), items);
  return items;
}

static void
test_checklists_are_whole (void)
{
  g_autoptr (SlPackLibrary) library = load ();
  GListModel *packs = sl_pack_library_get_packs (library);
  guint n_checklists = 0;

  for (guint i = 0; i < g_list_model_get_n_items (packs); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (packs, i);

      n_checklists += strcmp (sl_pack_get_kind (pack), "checklist") == 0;
    }
  g_assert_cmpuint (n_checklists, ==, G_N_ELEMENTS (checklists));
  for (gsize i = 0; i < G_N_ELEMENTS (checklists); i++)
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new ();
      g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

      add_items (get_root (library, checklists[i].id), items);
      for (guint j = 0; j < items->len; j++)
        g_hash_table_add (ids, (gpointer) sl_pack_node_get (items->pdata[j], "id"));
      g_assert_cmpuint (items->len, ==, checklists[i].n_items);
      for (guint j = 1; j <= checklists[i].n_items; j++)
        {
          g_autofree char *id = g_strdup_printf ("%c%02u", checklists[i].letter, j);

          if (!g_hash_table_contains (ids, id))
            g_error ("%s lacks %s", checklists[i].id, id);
        }
    }
}

static void
test_standards_are_in_the_register (void)
{
  g_autoptr (SlPackLibrary) library = load ();
  g_autoptr (GPtrArray) items = list_items (library);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  const SlPackNode *root = get_root (library, "standards");

  for (const SlPackNode *node = sl_pack_node_first (root, "standard"); node != NULL;
       node = sl_pack_node_next (node, "standard"))
    g_hash_table_add (keys, (gpointer) sl_pack_node_get (node, "key"));
  for (guint i = 0; i < items->len; i++)
    for (const SlPackNode *node = sl_pack_node_first (items->pdata[i], "standard"); node != NULL;
         node = sl_pack_node_next (node, "standard"))
      if (!g_hash_table_contains (keys, sl_pack_node_get (node, "key")))
        g_error ("%s names %s, which is not in the register",
                 sl_pack_node_get (items->pdata[i], "id"), sl_pack_node_get (node, "key"));
}

/* Whether a source of @class stands behind @item. */
static gboolean
rests_on (const SlPackNode *item, GHashTable *classes, const char *class)
{
  for (const SlPackNode *node = sl_pack_node_first (item, "source"); node != NULL;
       node = sl_pack_node_next (node, "source"))
    if (g_strcmp0 (g_hash_table_lookup (classes, sl_pack_node_get (node, "key")), class) == 0)
      return TRUE;
  return FALSE;
}

/* "verified" is kept for what a police or Secured by Design page states. */
static void
test_verified_means_a_police_source (void)
{
  g_autoptr (SlPackLibrary) library = load ();
  g_autoptr (GPtrArray) items = list_items (library);
  g_autoptr (GHashTable) classes = g_hash_table_new (g_str_hash, g_str_equal);

  /* A source has the same class wherever it is named. */
  for (gsize i = 0; i < G_N_ELEMENTS (checklists); i++)
    {
      const SlPackNode *sources = sl_pack_node_first (get_root (library, checklists[i].id),
                                                      "sources");

      for (const SlPackNode *node = sl_pack_node_first (sources, "source"); node != NULL;
           node = sl_pack_node_next (node, "source"))
        {
          const char *key = sl_pack_node_get (node, "key"),
                     *class = sl_pack_node_get (node, "class");
          const char *known = g_hash_table_lookup (classes, key);

          g_assert_cmpstr (known != NULL ? known : class, ==, class);
          g_hash_table_insert (classes, (gpointer) key, (gpointer) class);
        }
    }
  for (guint i = 0; i < items->len; i++)
    {
      const SlPackNode *item = items->pdata[i];
      const char *id = sl_pack_node_get (item, "id");
      const char *status = sl_pack_node_get (item, "status");
      gboolean police = rests_on (item, classes, "police");
      gboolean any = sl_pack_node_first (item, "source") != NULL;

      if (police != (strcmp (status, "verified") == 0) && strcmp (status, "part") != 0)
        g_error ("%s is “%s” and rests on %s police source", id, status, police ? "a" : "no");
      if (any == (strcmp (status, "recalled") == 0 || strcmp (status, "check") == 0))
        g_error ("%s is “%s” and has %s", id, status, any ? "a source" : "no source");
      for (const SlPackNode *node = sl_pack_node_first (item, "criterion"); node != NULL;
           node = sl_pack_node_next (node, "criterion"))
        if (strcmp (sl_pack_node_get (node, "status"), "verified") == 0 && !police)
          g_error ("%s: “%s” is verified without a police source", id,
                   sl_pack_node_get (node, "measure"));
    }
}

static gboolean
is_checked (const SlPackNode *criterion)
{
  const char *status = sl_pack_node_get (criterion, "status");

  return strcmp (status, "recalled") != 0 && strcmp (status, "check") != 0;
}

/* "1.8 m": TRUE when a criterion of @item that was seen in a source asks the same figure. */
static gboolean
is_seen_elsewhere (const SlPackNode *item, const SlPackNode *criterion)
{
  for (const SlPackNode *node = sl_pack_node_first (item, "criterion"); node != NULL;
       node = sl_pack_node_next (node, "criterion"))
    if (is_checked (node) &&
        strcmp (sl_pack_node_get (node, "value"), sl_pack_node_get (criterion, "value")) == 0 &&
        strcmp (sl_pack_node_get (node, "unit"), sl_pack_node_get (criterion, "unit")) == 0)
      return TRUE;
  return FALSE;
}

/* A figure from general knowledge is for the officer, not for the applicant. */
static void
test_no_recalled_figure_reaches_the_letter (void)
{
  g_autoptr (SlPackLibrary) library = load ();
  g_autoptr (GPtrArray) items = list_items (library);

  for (guint i = 0; i < items->len; i++)
    for (const SlPackNode *node = sl_pack_node_first (items->pdata[i], "criterion"); node != NULL;
         node = sl_pack_node_next (node, "criterion"))
      {
        g_autofree char *figure = g_strdup_printf (" %s %s", sl_pack_node_get (node, "value"),
                                                   sl_pack_node_get (node, "unit"));

        if (is_checked (node) || is_seen_elsewhere (items->pdata[i], node))
          continue;
        if (strstr (sl_pack_node_child_text (items->pdata[i], "recommendation"), figure) != NULL ||
            strstr (sl_pack_node_child_text (items->pdata[i], "condition"), figure) != NULL)
          g_error ("%s gives the figure%s to the applicant",
                   sl_pack_node_get (items->pdata[i], "id"), figure);
      }
}

static void
test_advice_is_placed_and_promises_nothing (void)
{
  static const char *const promises =
      "\\b(guarantee\\w*|eliminat\\w*|will (never|prevent)|100 ?%|no need|not need|unnecessary"
      "|not required|LPA|we|our|I)\\b";
  g_autoptr (SlPackLibrary) library = load ();
  g_autoptr (GPtrArray) items = list_items (library);

  for (guint i = 0; i < items->len; i++)
    {
      const char *id = sl_pack_node_get (items->pdata[i], "id");
      const char *texts[] = { sl_pack_node_child_text (items->pdata[i], "recommendation"),
                              sl_pack_node_child_text (items->pdata[i], "condition") };

      if (strstr (texts[0], "{place}") == NULL)
        g_error ("%s does not say where", id);
      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        if (g_regex_match_simple (promises, texts[j], G_REGEX_CASELESS, 0))
          g_error ("%s: %s", id, texts[j]);
    }
}

/* Doors and windows of new homes are for Building Regulations: a condition that only repeats them
 * risks being struck out. */
static void
test_conditions_leave_door_standards_to_advice (void)
{
  g_autoptr (SlPackLibrary) library = load ();
  g_autoptr (GPtrArray) items = list_items (library);

  for (guint i = 0; i < items->len; i++)
    if (g_regex_match_simple ("PAS 24|doorset|STS 20|LPS 1175|window schedule",
                              sl_pack_node_child_text (items->pdata[i], "condition"), 0, 0))
      g_error ("%s: %s", sl_pack_node_get (items->pdata[i], "id"),
               sl_pack_node_child_text (items->pdata[i], "condition"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/content/each-checklist-holds-all-its-items", test_checklists_are_whole);
  g_test_add_func ("/content/each-standard-is-in-the-register", test_standards_are_in_the_register);
  g_test_add_func ("/content/verified-means-a-police-source", test_verified_means_a_police_source);
  g_test_add_func ("/content/no-recalled-figure-reaches-the-letter",
                   test_no_recalled_figure_reaches_the_letter);
  g_test_add_func ("/content/advice-is-placed-and-promises-nothing",
                   test_advice_is_placed_and_promises_nothing);
  g_test_add_func ("/content/conditions-leave-door-standards-to-advice",
                   test_conditions_leave_door_standards_to_advice);
  return g_test_run ();
}
