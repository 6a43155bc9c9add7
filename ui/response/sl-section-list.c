/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response-page"
#include "config.h"

#include "response/sl-section-list.h"

#include "response/sl-paragraph.h"
#include "widgets/sl-verdict-icon.h"

#include <glib/gi18n.h>

/* Left pane of the Response page. A section is what stands under one heading of the letter; what
 * comes before the first heading is the opening. */

typedef struct
{
  char *id; /* of the heading's block, or "opening" */
  GtkWidget *header;
  GtkWidget *arrow;
  GtkLabel *title;
  GtkLabel *count;
  GtkWidget *body;
  gboolean open;
  gboolean seen; /* while a new letter is taken in */
} Section;

struct _SlSectionList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GPtrArray *sections;    /* of Section, in order */
  GHashTable *paragraphs; /* key -> SlParagraph, owned by its section's body */
  SlAssessment *assessment;
  char *current;
  gboolean begun;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_EDITED,
  SIGNAL_SETTLED,
  SIGNAL_ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlSectionList, sl_section_list, GTK_TYPE_WIDGET)

static void
section_free (Section *section)
{
  g_free (section->id);
  g_free (section);
}

static void
set_open (Section *section, gboolean open)
{
  section->open = open;
  gtk_image_set_from_icon_name (GTK_IMAGE (section->arrow),
                                open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_visible (section->body, open);
  if (open)
    gtk_widget_add_css_class (GTK_WIDGET (section->title), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (section->title), "heading");
  gtk_accessible_update_state (GTK_ACCESSIBLE (section->header), GTK_ACCESSIBLE_STATE_EXPANDED,
                               open, -1);
}

static void
header_clicked_cb (GtkButton *button, Section *section)
{
  set_open (section, !section->open);
}

static Section *
find_section (SlSectionList *self, const char *id)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      Section *section = g_ptr_array_index (self->sections, i);

      if (g_str_equal (section->id, id))
        return section;
    }
  return NULL;
}

static GtkWidget *
make_header (Section *section)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (NULL), *count = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new ();

  section->arrow = gtk_image_new ();
  section->title = GTK_LABEL (title);
  section->count = GTK_LABEL (count);
  gtk_label_set_xalign (section->title, 0);
  gtk_label_set_ellipsize (section->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "meta");
  gtk_box_append (GTK_BOX (line), section->arrow);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), count);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "section-header");
  return button;
}

static Section *
add_section (SlSectionList *self, const char *id)
{
  Section *section = g_new0 (Section, 1);

  section->id = g_strdup (id);
  section->header = make_header (section);
  section->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (section->body, "card");
  gtk_widget_add_css_class (section->body, "paragraphs");
  g_signal_connect (section->header, "clicked", G_CALLBACK (header_clicked_cb), section);
  gtk_box_append (GTK_BOX (self->box), section->header);
  gtk_box_append (GTK_BOX (self->box), section->body);
  g_ptr_array_add (self->sections, section);
  set_open (section, FALSE);
  return section;
}

/* Paragraphs. */

static void
chosen_cb (SlParagraph *paragraph, const char *key, SlSectionList *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, key);
}

static void
edited_cb (SlParagraph *paragraph, const char *key, const char *text, SlSectionList *self)
{
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, key, text);
}

static void
settled_cb (SlParagraph *paragraph, const char *key, const char *text, SlSectionList *self)
{
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0, key, text);
}

static void
act_cb (SlParagraph *paragraph, const char *key, const char *what, SlSectionList *self)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0, key, what);
}

static GtkWidget *
ensure_paragraph (SlSectionList *self, const char *key)
{
  GtkWidget *paragraph = g_hash_table_lookup (self->paragraphs, key);

  if (paragraph != NULL)
    return paragraph;
  paragraph = sl_paragraph_new ();
  g_signal_connect (paragraph, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect (paragraph, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect (paragraph, "settled", G_CALLBACK (settled_cb), self);
  g_signal_connect (paragraph, "act", G_CALLBACK (act_cb), self);
  g_hash_table_insert (self->paragraphs, g_strdup (key), paragraph);
  return paragraph;
}

/* What a paragraph rests on, in words: "Item H21, not met". */
static char *
describe_origin (SlSectionList *self, SlBlock *block, const char **icon, const char **style)
{
  const SlOrigin *origin = sl_block_get_origin (block);
  const char *kind = origin != NULL && origin->kind != NULL ? origin->kind : "";
  SlAnswer *answer = NULL;

  *style = "meta";
  if (origin != NULL && origin->item_id != NULL && *origin->item_id != '\0' &&
      self->assessment != NULL)
    answer = sl_assessment_find (self->assessment, origin->item_id);
  if (answer != NULL)
    {
      SlVerdict verdict = sl_answer_get_verdict (answer);
      g_autofree char *word = g_utf8_strdown (sl_verdict_to_word (verdict), -1);

      *icon = sl_verdict_icon_name (verdict);
      *style = sl_verdict_css_class (verdict);
      /* TRANSLATORS: an item's id, then its verdict */
      return g_strdup_printf (_ ("Item %s, %s"), origin->item_id, word);
    }
  static const struct
  {
    const char *kind, *icon, *words;
  } kinds[] = {
    { "policy", "user-bookmarks-symbolic", N_ ("Policy") },
    { "crime", "help-about-symbolic", N_ ("Crime figures") },
    { "document", "folder-documents-symbolic", N_ ("The documents") },
    { "case", "help-about-symbolic", N_ ("Facts of the case") },
    { "stance", "help-about-symbolic", N_ ("Stance") },
    { "observation", "document-edit-symbolic", N_ ("Own observation") },
    { "own", "document-edit-symbolic", N_ ("Own words") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      {
        *icon = kinds[i].icon;
        return g_strdup (_ (kinds[i].words));
      }
  *icon = "x-office-document-symbolic";
  return g_strdup (_ ("Template"));
}

static void
append_paragraph (SlSectionList *self,
                  Section *section,
                  SlBlock *block,
                  GtkWidget **after,
                  GHashTable *kept)
{
  const char *icon, *style;
  g_autofree char *origin = describe_origin (self, block, &icon, &style);
  GtkWidget *paragraph = ensure_paragraph (self, sl_block_get_key (block));

  sl_paragraph_set_block (SL_PARAGRAPH (paragraph), block, icon, style, origin);
  sl_paragraph_set_current (SL_PARAGRAPH (paragraph),
                            g_strcmp0 (self->current, sl_block_get_key (block)) == 0);
  if (gtk_widget_get_parent (paragraph) == section->body)
    gtk_box_reorder_child_after (GTK_BOX (section->body), paragraph, *after);
  else
    {
      if (gtk_widget_get_parent (paragraph) != NULL)
        {
          g_object_ref (paragraph);
          gtk_box_remove (GTK_BOX (gtk_widget_get_parent (paragraph)), paragraph);
          gtk_box_insert_child_after (GTK_BOX (section->body), paragraph, *after);
          g_object_unref (paragraph);
        }
      else
        gtk_box_insert_child_after (GTK_BOX (section->body), paragraph, *after);
    }
  *after = paragraph;
  g_hash_table_add (kept, g_strdup (sl_block_get_key (block)));
}

static gboolean
is_prose (SlBlock *block)
{
  switch (sl_block_get_kind (block))
    {
    case SL_BLOCK_TITLE:
    case SL_BLOCK_PARAGRAPH:
    case SL_BLOCK_ITEM:
    case SL_BLOCK_QUOTATION:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Takes a block and its children into the section; returns how many paragraphs that were. */
static guint
take_block (SlSectionList *self,
            Section *section,
            SlBlock *block,
            GtkWidget **after,
            GHashTable *kept)
{
  guint count = 0;

  if (is_prose (block) && *sl_block_get_key (block) != '\0')
    {
      append_paragraph (self, section, block, after, kept);
      return 1;
    }
  if (sl_block_get_kind (block) == SL_BLOCK_LIST)
    for (guint i = 0; i < sl_block_get_n_children (block); i++)
      count += take_block (self, section, sl_block_get_child (block, i), after, kept);
  return count;
}

static void
remove_lost (SlSectionList *self, GHashTable *kept)
{
  GHashTableIter iter;
  gpointer key, paragraph;

  g_hash_table_iter_init (&iter, self->paragraphs);
  while (g_hash_table_iter_next (&iter, &key, &paragraph))
    if (!g_hash_table_contains (kept, key))
      {
        gtk_box_remove (GTK_BOX (gtk_widget_get_parent (paragraph)), paragraph);
        g_hash_table_iter_remove (&iter);
      }
  for (guint i = 0; i < self->sections->len; i++)
    {
      Section *section = g_ptr_array_index (self->sections, i);

      gtk_widget_set_visible (section->header, section->seen);
      gtk_widget_set_visible (section->body, section->seen && section->open);
    }
}

static void
place_section (SlSectionList *self, Section *section, GtkWidget **last)
{
  gtk_box_reorder_child_after (GTK_BOX (self->box), section->header, *last);
  gtk_box_reorder_child_after (GTK_BOX (self->box), section->body, section->header);
  *last = section->body;
}

/* The pictures of crime are edited as a table, from the section they stand in. */
static void
add_crime_button (SlSectionList *self, Section *section)
{
  GtkWidget *button;

  if (g_object_get_data (G_OBJECT (section->body), "crime") != NULL)
    return;
  button = gtk_button_new_with_label (_ ("Crime figures…"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_start (button, 12);
  gtk_widget_set_margin_top (button, 6);
  gtk_widget_set_margin_bottom (button, 6);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "response.crime");
  gtk_box_append (GTK_BOX (section->body), button);
  g_object_set_data (G_OBJECT (section->body), "crime", button);
}

void
sl_section_list_set_letter (SlSectionList *self, SlLetter *letter, SlAssessment *assessment)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Section *section = NULL;
  GtkWidget *after = NULL, *last = NULL;
  guint count = 0;

  g_return_if_fail (SL_IS_SECTION_LIST (self));

  g_set_object (&self->assessment, assessment);
  for (guint i = 0; i < self->sections->len; i++)
    ((Section *) g_ptr_array_index (self->sections, i))->seen = FALSE;

  for (guint i = 0; i <= sl_letter_get_n_blocks (letter); i++)
    {
      SlBlock *block = i < sl_letter_get_n_blocks (letter) ? sl_letter_get_block (letter, i) : NULL;
      gboolean heading = block != NULL && sl_block_get_kind (block) == SL_BLOCK_HEADING;

      if (section != NULL && (block == NULL || heading))
        {
          g_autofree char *text = g_strdup_printf ("%u", count);

          gtk_label_set_label (section->count, count > 0 ? text : "");
        }
      if (block == NULL)
        break;
      if (section == NULL || heading)
        {
          const char *id = heading ? sl_block_get_key (block) : "opening";

          section = find_section (self, id);
          if (section == NULL)
            section = add_section (self, id);
          section->seen = TRUE;
          gtk_label_set_label (section->title, heading ? sl_block_get_text (block) : _ ("Opening"));
          place_section (self, section, &last);
          after = NULL;
          count = 0;
        }
      if (!heading)
        count += take_block (self, section, block, &after, kept);
      if (g_strcmp0 (sl_block_get_section (block), "context") == 0)
        add_crime_button (self, section);
    }
  remove_lost (self, kept);
  if (!self->begun && find_section (self, "main-points/heading") != NULL)
    set_open (find_section (self, "main-points/heading"), TRUE);
  self->begun = TRUE;
}

void
sl_section_list_set_current (SlSectionList *self, const char *key, gboolean focus)
{
  GtkWidget *before, *paragraph;

  g_return_if_fail (SL_IS_SECTION_LIST (self));

  before = self->current != NULL ? g_hash_table_lookup (self->paragraphs, self->current) : NULL;
  paragraph = key != NULL ? g_hash_table_lookup (self->paragraphs, key) : NULL;
  if (before != NULL && before != paragraph)
    sl_paragraph_set_current (SL_PARAGRAPH (before), FALSE);
  if (g_strcmp0 (self->current, key) != 0)
    {
      g_free (self->current);
      self->current = g_strdup (key);
    }
  if (paragraph == NULL)
    return;
  sl_paragraph_set_current (SL_PARAGRAPH (paragraph), TRUE);
  for (guint i = 0; i < self->sections->len; i++)
    {
      Section *section = g_ptr_array_index (self->sections, i);

      if (gtk_widget_get_parent (paragraph) == section->body && !section->open)
        set_open (section, TRUE);
    }
  if (focus)
    sl_paragraph_focus (SL_PARAGRAPH (paragraph));
}

void
sl_section_list_flush (SlSectionList *self)
{
  GHashTableIter iter;
  gpointer paragraph;

  g_hash_table_iter_init (&iter, self->paragraphs);
  while (g_hash_table_iter_next (&iter, NULL, &paragraph))
    sl_paragraph_flush (paragraph);
}

static void
sl_section_list_dispose (GObject *object)
{
  SlSectionList *self = SL_SECTION_LIST (object);

  g_clear_object (&self->assessment);
  g_clear_pointer (&self->current, g_free);
  if (self->paragraphs != NULL)
    g_hash_table_remove_all (self->paragraphs);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sl_section_list_parent_class)->dispose (object);
}

static void
sl_section_list_finalize (GObject *object)
{
  SlSectionList *self = SL_SECTION_LIST (object);

  g_ptr_array_unref (self->sections);
  g_hash_table_unref (self->paragraphs);
  G_OBJECT_CLASS (sl_section_list_parent_class)->finalize (object);
}

static void
sl_section_list_class_init (SlSectionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = sl_section_list_dispose;
  object_class->finalize = sl_section_list_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_ACT] = g_signal_new ("act", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sl_section_list_init (SlSectionList *self)
{
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) section_free);
  self->paragraphs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
