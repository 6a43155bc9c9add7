/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-policy"
#include "config.h"

#include "policy/sl-policy-private.h"

#include "base/sl-text.h"

#include <string.h>

/* Local planning authorities, and finding one by whatever a form, a file or an e-mail calls it. */

void
sl_authority_entry_free (SlAuthorityEntry *entry)
{
  g_ptr_array_unref (entry->policies);
  g_free (entry);
}

static void
add_plan (SlPolicyLibrary *self, SlAuthorityEntry *entry, const SlPackNode *plan)
{
  for (const SlPackNode *node = sl_pack_node_first (plan, "policy"); node != NULL;
       node = sl_pack_node_next (node, "policy"))
    {
      SlCitation *citation = sl_policy_library_add_citation (self, entry->policies,
                                                             entry->public.code, node);

      citation->document = sl_pack_node_get (plan, "name");
      citation->edition = sl_pack_node_get (plan, "adopted");
      citation->kind = "plan";
      citation->valid_from = sl_pack_node_get (plan, "valid-from");
      citation->valid_to = sl_pack_node_get (plan, "valid-to");
    }
}

static SlAuthorityEntry *
make_entry (SlPolicyLibrary *self, const SlPackNode *node)
{
  SlAuthorityEntry *entry = g_new0 (SlAuthorityEntry, 1);
  SlAuthority *authority = &entry->public;

  entry->policies = g_ptr_array_new_with_free_func (g_free);
  authority->code = sl_pack_node_get (node, "code");
  authority->name = sl_pack_node_get (node, "name");
  authority->short_name = sl_pack_node_get (node, "short");
  authority->type = sl_pack_node_get (node, "type");
  authority->address = sl_pack_node_get (node, "address");
  authority->codes = sl_pack_node_get (node, "codes");
  authority->domain = sl_pack_node_get (node, "domain");
  authority->dissolved_on = sl_pack_node_get (node, "dissolved-on");
  authority->plan = "";
  for (const SlPackNode *plan = sl_pack_node_first (node, "plan"); plan != NULL;
       plan = sl_pack_node_next (plan, "plan"))
    {
      /* The plan to name is the first that has not ended. */
      if (*authority->plan == '\0' && *sl_pack_node_get (plan, "valid-to") == '\0')
        authority->plan = sl_pack_node_get (plan, "name");
      add_plan (self, entry, plan);
    }
  return entry;
}

/* One of the same code from an earlier pack gives way, with the policies that only it had. */
void
sl_policy_library_add_authorities (SlPolicyLibrary *self, SlPack *pack)
{
  const SlPackNode *root = sl_pack_get_root (pack);

  for (const SlPackNode *node = sl_pack_node_first (root, "authority"); node != NULL;
       node = sl_pack_node_next (node, "authority"))
    {
      SlAuthorityEntry *entry = make_entry (self, node);
      guint i;

      for (i = 0; i < self->authorities->len; i++)
        {
          SlAuthorityEntry *other = g_ptr_array_index (self->authorities, i);

          if (strcmp (other->public.code, entry->public.code) == 0)
            break;
        }
      if (i == self->authorities->len)
        g_ptr_array_add (self->authorities, entry);
      else
        {
          SlAuthorityEntry *old = g_ptr_array_index (self->authorities, i);

          for (guint j = 0; j < old->policies->len; j++)
            {
              const SlCitation *gone = g_ptr_array_index (old->policies, j);

              if (g_hash_table_lookup (self->by_id, gone->id) == gone)
                g_hash_table_remove (self->by_id, gone->id);
            }
          sl_authority_entry_free (old);
          self->authorities->pdata[i] = entry;
        }
    }
}

static const SlAuthorityEntry *
find_code (SlPolicyLibrary *self, const char *code)
{
  for (guint i = 0; i < self->authorities->len; i++)
    {
      const SlAuthorityEntry *entry = g_ptr_array_index (self->authorities, i);

      if (strcmp (entry->public.code, code) == 0)
        return entry;
    }
  return NULL;
}

/**
 * sl_policy_library_list_local:
 * @authority_code: "uttlesford"
 * @date: (nullable): an ISO date; "" or %NULL for any
 *
 * Returns: (transfer container): the policies of that authority's plans in force on that day, of
 *   const SlCitation*; empty for an unknown authority
 */
GPtrArray *
sl_policy_library_list_local (SlPolicyLibrary *self, const char *authority_code, const char *date)
{
  GPtrArray *found = g_ptr_array_new ();
  const SlAuthorityEntry *entry;

  g_return_val_if_fail (SL_IS_POLICY_LIBRARY (self) && authority_code != NULL, found);

  entry = find_code (self, authority_code);
  for (guint i = 0; entry != NULL && i < entry->policies->len; i++)
    {
      const SlCitation *citation = g_ptr_array_index (entry->policies, i);

      if (sl_policy_in_force (citation->valid_from, citation->valid_to, date))
        g_ptr_array_add (found, (gpointer) citation);
    }
  return found;
}

/**
 * sl_policy_library_list_authorities:
 *
 * Returns: (transfer container): all of them in the packs' order, of const SlAuthority*
 */
GPtrArray *
sl_policy_library_list_authorities (SlPolicyLibrary *self)
{
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (SL_IS_POLICY_LIBRARY (self), found);

  for (guint i = 0; i < self->authorities->len; i++)
    {
      SlAuthorityEntry *entry = g_ptr_array_index (self->authorities, i);

      g_ptr_array_add (found, &entry->public);
    }
  return found;
}

/* The place's name alone: "Uttlesford District Council", "UTTLESFORD DC" and "the District of
 * Uttlesford" are one. */
static char *
fold_name (const char *text)
{
  static const char *const titles[] = { "the",   "of",       "council", "district",  "borough",
                                        "city",  "county",   "dc",      "bc",        "cc",
                                        "local", "planning", "lpa",     "authority", "department" };
  g_autofree char *folded = sl_text_fold (text);
  g_autoptr (GString) name = g_string_new (NULL);
  g_auto (GStrv) words = NULL;

  g_strdelimit (folded, "-,.&()/:;'", ' ');
  words = g_strsplit (folded, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean title = *words[i] == '\0';

      for (guint j = 0; !title && j < G_N_ELEMENTS (titles); j++)
        title = strcmp (words[i], titles[j]) == 0;
      if (!title)
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", words[i]);
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static gboolean
has_code (const SlAuthority *authority, const char *text)
{
  g_auto (GStrv) codes = g_strsplit (authority->codes, " ", -1);

  if (g_ascii_strcasecmp (authority->code, text) == 0)
    return TRUE;
  for (guint i = 0; codes[i] != NULL; i++)
    if (*codes[i] != '\0' && g_ascii_strcasecmp (codes[i], text) == 0)
      return TRUE;
  return FALSE;
}

/* "planning@uttlesford.gov.uk", "uttlesford.gov.uk", "www.uttlesford.gov.uk", and an address in
 * angle brackets. */
static gboolean
has_domain (const SlAuthority *authority, const char *text)
{
  const char *at = strrchr (text, '@');
  const char *host = at != NULL ? at + 1 : text;
  gsize host_length = strcspn (host, "> "), length = strlen (authority->domain);

  if (length == 0 || host_length < length ||
      g_ascii_strncasecmp (host + host_length - length, authority->domain, length) != 0)
    return FALSE;
  return host_length == length || host[host_length - length - 1] == '.';
}

/**
 * sl_policy_library_find_authority:
 * @text: a code, a name in any usual form, or a mail address or domain
 *
 * Returns: (transfer none) (nullable): the authority
 */
const SlAuthority *
sl_policy_library_find_authority (SlPolicyLibrary *self, const char *text)
{
  g_autofree char *trimmed = NULL, *name = NULL;

  g_return_val_if_fail (SL_IS_POLICY_LIBRARY (self) && text != NULL, NULL);

  trimmed = g_strstrip (g_strdup (text));
  name = fold_name (text);
  for (guint i = 0; i < self->authorities->len; i++)
    {
      const SlAuthorityEntry *entry = g_ptr_array_index (self->authorities, i);
      const SlAuthority *authority = &entry->public;
      g_autofree char *full = fold_name (authority->name);
      g_autofree char *brief = fold_name (authority->short_name);

      if (has_code (authority, trimmed) || has_domain (authority, trimmed) ||
          (*name != '\0' && (strcmp (name, full) == 0 || strcmp (name, brief) == 0)))
        return authority;
    }
  return NULL;
}
