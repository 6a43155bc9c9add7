/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-letter.h"

SlBlock *
sl_test_add_block (SlLetter *letter, SlBlockKind kind, const char *key, const char *text)
{
  SlBlock *block = sl_block_new (kind, text);

  sl_block_set_key (block, key);
  if (kind == SL_BLOCK_HEADING)
    sl_block_set_level (block, 2);
  sl_letter_append (letter, block);
  return block;
}

static void
add_row (SlBlock *table, const char *const *cells)
{
  SlBlock *row = sl_block_new (SL_BLOCK_ROW, "");

  for (guint i = 0; cells[i] != NULL; i++)
    sl_block_append (row, sl_block_new (SL_BLOCK_CELL, cells[i]));
  sl_block_append (table, row);
}

static void
add_head (SlLetter *letter)
{
  SlBlock *fields;

  sl_test_add_block (letter, SL_BLOCK_LETTERHEAD, "letterhead",
                     "Essex Police\nDesigning Out Crime Team\nForce Headquarters\nChelmsford, "
                     "Essex\ndesigningoutcrime@example.police.uk");
  sl_test_add_block (letter, SL_BLOCK_ADDRESS, "address",
                     "Judith Okoro, Senior Planning Officer\nUttlesford District Council\nCouncil "
                     "Offices, London Road\nSaffron Walden CB11 4ER");
  fields = sl_test_add_block (letter, SL_BLOCK_FIELDS, "references", "");
  add_row (fields, (const char *[]){ "Your reference", "UTT/26/2147/FUL", NULL });
  add_row (fields, (const char *[]){ "Our reference", "DOC/26/0613", NULL });
  add_row (fields, (const char *[]){ "Date", "24 November 2026", NULL });
  sl_test_add_block (letter, SL_BLOCK_TITLE, "subject",
                     "Land east of Mallard Way, Thornbury St Anne: 48 homes and 9 flats, access, "
                     "open space and drainage");
}

static void
add_points (SlLetter *letter)
{
  static const char *const points[] = {
    "The rear boundary of plots 14 to 21, on public footpath 14, is drawn at 1.5 m. Essex "
    "Police recommends 1.8 m close-boarded fencing with 300 mm of trellis.",
    "The parking court behind Block A cannot be seen from a living room. A window in the "
    "ground-floor living room of flat 50 would address this.",
    "The drawings do not show locks on gates to rear gardens. Details are requested so that "
    "this can be answered."
  };
  SlBlock *list;

  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "opening",
                     "Essex Police thanks Uttlesford District Council for its consultation of 4 "
                     "November 2026. This response considers the proposal’s likely effect on crime "
                     "and disorder under section 17 of the Crime and Disorder Act 1998, paragraphs "
                     "96(b) and 135(f) of the National Planning Policy Framework (December 2024), "
                     "policy GEN2 of the Uttlesford Local Plan 2005 and Secured by Design Homes.");
  sl_test_add_block (letter, SL_BLOCK_HEADING, "main-points", "Main points");
  sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, "stance",
                     "Essex Police cannot support the layout as drawn until the three points below "
                     "are met. It would welcome a meeting with the applicant.");
  list = sl_test_add_block (letter, SL_BLOCK_LIST, "points", "");
  sl_block_set_level (list, 1);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autofree char *key = g_strdup_printf ("point/%u", i + 1);
      SlBlock *item = sl_block_new (SL_BLOCK_ITEM, points[i]);

      sl_block_set_key (item, key);
      sl_block_append (list, item);
    }
}

static void
add_table (SlLetter *letter)
{
  SlBlock *table = sl_test_add_block (letter, SL_BLOCK_TABLE, "crime-table", "");

  add_row (table, (const char *[]){ "Source", "Period", "Area", "Category", "Count", NULL });
  add_row (table, (const char *[]){ "police.uk", "October 2025 to September 2026",
                                    "within one mile of the site", "Burglary", "41", NULL });
  add_row (table, (const char *[]){ "police.uk", "October 2025 to September 2026",
                                    "within one mile of the site", "Vehicle crime", "112", NULL });
}

SlLetter *
sl_test_make_letter (guint n_pages)
{
  SlLetter *letter = sl_letter_new ("Response to UTT/26/2147/FUL: Land east of Mallard Way",
                                    "Essex Police", "en-GB", "2026-11-24");

  sl_letter_set_subject (letter, "UTT/26/2147/FUL");
  sl_letter_set_footer (letter, "UTT/26/2147/FUL");
  add_head (letter);
  add_points (letter);
  sl_test_add_block (letter, SL_BLOCK_HEADING, "why", "Why this matters here");
  add_table (letter);
  sl_test_add_block (letter, SL_BLOCK_QUOTATION, "quotation",
                     "“BT3 1.5 m close-boarded fence” (boundary treatments, PL-106 C, page 1)");
  for (guint i = 1; i < n_pages; i++)
    {
      g_autofree char *heading_key = g_strdup_printf ("topic/%u", i);
      g_autofree char *heading = g_strdup_printf ("Layout and footpaths %u", i);

      sl_test_add_block (letter, SL_BLOCK_HEADING, heading_key, heading);
      for (guint j = 0; j < 8; j++)
        {
          g_autofree char *key = g_strdup_printf ("topic/%u/%u", i, j);
          g_autofree char *text = g_strdup_printf (
              "Point %u.%u: the single point of access from Mallard Way is welcomed, since it "
              "gives "
              "strangers no reason to pass through. Public footpath 14 runs behind plots 10 to 21 "
              "for 190 metres. No home faces it. Essex Police recommends that the gable of plot 21 "
              "carries a window at ground and first floor.",
              i, j + 1);

          sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, key, text);
        }
    }
  sl_test_add_block (letter, SL_BLOCK_SIGNATURE, "signature",
                     "Rowan Ashdown\nDesigning Out Crime Officer\nEssex Police");
  return letter;
}
