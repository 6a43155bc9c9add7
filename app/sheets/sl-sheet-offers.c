/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-sheet-private.h"

#include "assessment/sl-assessment.h"
#include "packs/sl-pack.h"
#include "people/sl-person.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is offered for a field: its own choices, and what the casebook and its packs know. */

/**
 * sl_sheet_offer_free:
 * @offer: something that may be chosen
 */
void
sl_sheet_offer_free (SlSheetOffer *offer)
{
  g_free (offer->value);
  g_free (offer->label);
  g_free (offer);
}

/* Takes both. */
static void
add_offer (GPtrArray *offers, char *value, char *label)
{
  SlSheetOffer *offer = g_new0 (SlSheetOffer, 1);

  offer->value = value;
  offer->label = label;
  g_ptr_array_add (offers, offer);
}

static void
offer_choices (const SlFormField *field, GPtrArray *offers)
{
  for (guint i = 0; i < field->n_choices; i++)
    add_offer (offers, g_strdup (field->choices[i].id), g_strdup (field->choices[i].label));
}

static gboolean
offer_people (SlStore *store, GPtrArray *offers, GError **error)
{
  g_autoptr (GListModel) people = sl_people_list (store, error);

  for (guint i = 0; people != NULL && i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (SlPerson) person = g_list_model_get_item (people, i);
      const char *name = sl_person_get_display_name (person);

      add_offer (offers, g_strdup (name), g_strdup (name));
    }
  return people != NULL;
}

static void
offer_standards (SlPackLibrary *packs, GPtrArray *offers)
{
  SlPack *pack = sl_pack_library_first (packs, "standards");

  if (pack == NULL)
    return;
  for (const SlPackNode *node = sl_pack_node_first (sl_pack_get_root (pack), "standard");
       node != NULL; node = sl_pack_node_next (node, "standard"))
    add_offer (offers, g_strdup (sl_pack_node_get (node, "key")),
               g_strdup_printf ("%s: %s", sl_pack_node_get (node, "designation"),
                                sl_pack_node_get (node, "title")));
}

/* As a letter names them: "Secured by Design Homes 2023". */
static void
offer_guides (SlPackLibrary *packs, GPtrArray *offers)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *all = sl_pack_library_get_packs (packs);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (all, i);
      const SlPackNode *guides = sl_pack_node_first (sl_pack_get_root (pack), "guides");
      gboolean checklist = g_str_equal (sl_pack_get_kind (pack), "checklist");

      for (const SlPackNode *node =
               checklist && guides != NULL ? sl_pack_node_first (guides, "guide") : NULL;
           node != NULL; node = sl_pack_node_next (node, "guide"))
        {
          g_autofree char *name = g_strdup_printf ("%s %s", sl_pack_node_get (node, "name"),
                                                   sl_pack_node_get (node, "edition"));

          if (g_hash_table_add (seen, g_strdup (name)))
            add_offer (offers, g_strdup (name), g_strdup (name));
        }
    }
}

/* Those that apply to the case, as its checklist stands; none before it was begun. */
static gboolean
offer_items (SlSheet *self, SlStore *store, SlPackLibrary *packs, GPtrArray *offers, GError **error)
{
  g_autoptr (GError) unread = NULL;
  g_autoptr (SlAssessment)
      walk = sl_assessment_load (store, packs, sl_sheet_get (self, "case-id"), &unread);
  GListModel *answers;

  if (unread != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&unread));
      return FALSE;
    }
  answers = walk != NULL ? sl_assessment_get_answers (walk) : NULL;
  for (guint i = 0; answers != NULL && i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (answers, i);
      SlChecklistItem *item = sl_answer_get_item (answer);

      if (sl_answer_get_applies (answer))
        add_offer (offers, g_strdup (sl_checklist_item_get_id (item)),
                   g_strdup_printf ("%s: %s", sl_checklist_item_get_id (item),
                                    sl_checklist_item_get (item, "title")));
    }
  return TRUE;
}

static void
offer_entries (SlSheet *self, const SlFormField *field, GPtrArray *offers)
{
  GListModel *entries = sl_sheet_get_entries (self, field->of);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);

      add_offer (offers, g_strdup (sl_sheet_entry_get_id (entry)),
                 g_strdup_printf ("%u. %s", i + 1, sl_sheet_entry_get_line (entry)));
    }
}

/**
 * sl_sheet_list_offers:
 * @self: a sheet
 * @store: an open store
 * @packs: the library
 * @field: a field of its form
 * @error: return location
 *
 * Of a choice, a switch and an entry, nothing else can be said; of the other fields the offers are
 * help. Reads the store for persons and checklist items.
 *
 * Returns: (transfer full) (element-type SlSheetOffer): what is offered, in the order in which it
 *   is shown; empty for a field of free words
 */
GPtrArray *
sl_sheet_list_offers (SlSheet *self,
                      SlStore *store,
                      SlPackLibrary *packs,
                      const SlFormField *field,
                      GError **error)
{
  g_autoptr (GPtrArray)
      offers = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_sheet_offer_free);
  gboolean read = TRUE;

  g_return_val_if_fail (SL_IS_SHEET (self) && SL_IS_PACK_LIBRARY (packs), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  switch (field->type)
    {
    case SL_FORM_FIELD_CHOICE:
    case SL_FORM_FIELD_CHOICES:
    case SL_FORM_FIELD_SUGGEST:
      offer_choices (field, offers);
      break;
    case SL_FORM_FIELD_SWITCH:
      add_offer (offers, g_strdup ("yes"), g_strdup (_ ("Yes")));
      add_offer (offers, g_strdup ("no"), g_strdup (_ ("No")));
      break;
    case SL_FORM_FIELD_PERSON:
      read = offer_people (store, offers, error);
      break;
    case SL_FORM_FIELD_STANDARD:
      offer_standards (packs, offers);
      break;
    case SL_FORM_FIELD_GUIDE:
      offer_guides (packs, offers);
      break;
    case SL_FORM_FIELD_ITEM:
      read = offer_items (self, store, packs, offers, error);
      break;
    case SL_FORM_FIELD_ENTRY:
      offer_entries (self, field, offers);
      break;
    case SL_FORM_FIELD_TEXT:
    case SL_FORM_FIELD_WORDS:
    case SL_FORM_FIELD_DATE:
    case SL_FORM_FIELD_TIME:
    case SL_FORM_FIELD_NUMBER:
    default:
      break;
    }
  return read ? g_steal_pointer (&offers) : NULL;
}
