/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-reading-clock.h"

#include "base/sl-time.h"
#include "competency/sl-proposal.h"
#include "store/sl-store.h"

/* Each change leaves a row in the audit trail, so that what is read is gathered: a document's time
 * is written down once a minute of it has come together and it is left, every ten minutes while it
 * stays, and when the pages are left for something else. */

/* How often the time is looked at, in seconds. What is more than two looks apart was no reading:
 * the computer slept. */
#define LOOK_EVERY 30
#define WRITE_AFTER (10 * 60)
#define WRITE_ON_LEAVING 60
/* A glance is not kept. */
#define GLANCE 10

struct _SlReadingClock
{
  GtkWidget *widget; /* owns this */
  GtkWindow *window; /* borrowed while the widget is mapped */
  SlCasebook *casebook;
  char *case_id, *document_id; /* NULL none */
  gint64 since;                /* sl_clock_now() of the last look; 0: it stands still */
  guint timer;
  GHashTable *pending; /* document id -> Pending */
};

/* What is not written down yet. */
typedef struct
{
  char *case_id;
  gint64 microseconds;
} Pending;

static void
pending_free (gpointer data)
{
  Pending *self = data;

  g_free (self->case_id);
  g_free (self);
}

/* Nobody waits for it, and nothing of the case hangs on it. */
static void
written_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!sl_store_apply_finish (SL_STORE (store), result, &error))
    g_message ("The time of a document on screen was not kept: %s", error->message);
}

static void
write_down (SlReadingClock *self, const char *document_id, Pending *pending)
{
  guint seconds = (guint) (pending->microseconds / G_USEC_PER_SEC);

  pending->microseconds -= seconds * (gint64) G_USEC_PER_SEC;
  sl_store_apply_async (sl_casebook_get_store (self->casebook),
                        sl_reading_change_add (pending->case_id, document_id, seconds), NULL,
                        written_cb, NULL);
}

/* Writes down what has come to @seconds or more. */
static void
write_down_all (SlReadingClock *self, gint64 seconds)
{
  GHashTableIter iter;
  gpointer document_id, pending;

  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, &document_id, &pending))
    if (((Pending *) pending)->microseconds >= seconds * (gint64) G_USEC_PER_SEC)
      write_down (self, document_id, pending);
}

/* Adds the time since the last look to the document that is shown. */
static void
look (SlReadingClock *self)
{
  gint64 now = sl_clock_now ();
  Pending *pending;

  if (self->since == 0 || self->document_id == NULL)
    return;
  pending = g_hash_table_lookup (self->pending, self->document_id);
  if (pending == NULL)
    {
      pending = g_new0 (Pending, 1);
      pending->case_id = g_strdup (self->case_id);
      g_hash_table_insert (self->pending, g_strdup (self->document_id), pending);
    }
  pending->microseconds += CLAMP (now - self->since, 0, 2 * LOOK_EVERY * (gint64) G_USEC_PER_SEC);
  self->since = now;
}

static gboolean
look_cb (gpointer data)
{
  SlReadingClock *self = data;

  look (self);
  write_down_all (self, WRITE_AFTER);
  return G_SOURCE_CONTINUE;
}

static void
stop (SlReadingClock *self)
{
  look (self);
  self->since = 0;
  g_clear_handle_id (&self->timer, g_source_remove);
}

/* Runs while the pages are to be seen, and whoever is at work wants it. */
static void
update (SlReadingClock *self)
{
  gboolean runs = self->document_id != NULL && self->window != NULL &&
                  gtk_window_is_active (self->window) && self->casebook != NULL &&
                  sl_reading_is_kept (sl_casebook_get_store (self->casebook));

  if (!runs)
    stop (self);
  else if (self->since == 0)
    {
      self->since = sl_clock_now ();
      self->timer = g_timeout_add_seconds (LOOK_EVERY, look_cb, self);
    }
}

static void
map_cb (SlReadingClock *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);

  if (!GTK_IS_WINDOW (root) || self->window != NULL)
    return;
  self->window = GTK_WINDOW (root);
  g_signal_connect_swapped (self->window, "notify::is-active", G_CALLBACK (update), self);
  update (self);
}

static void
unmap_cb (SlReadingClock *self)
{
  if (self->window == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->window, self);
  self->window = NULL;
  stop (self);
  write_down_all (self, GLANCE);
}

/**
 * sl_reading_clock_new:
 * @widget: what shows the pages
 *
 * Returns: (transfer full): a clock that stands still until it is told of a document
 */
SlReadingClock *
sl_reading_clock_new (GtkWidget *widget)
{
  SlReadingClock *self = g_new0 (SlReadingClock, 1);

  self->widget = widget;
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, pending_free);
  g_signal_connect_swapped (widget, "map", G_CALLBACK (map_cb), self);
  g_signal_connect_swapped (widget, "unmap", G_CALLBACK (unmap_cb), self);
  return self;
}

void
sl_reading_clock_set_casebook (SlReadingClock *self, SlCasebook *casebook)
{
  g_set_object (&self->casebook, casebook);
}

/**
 * sl_reading_clock_set_document:
 * @document: (nullable): whose pages are shown from now on
 *
 * Of the one before, what has come together is written down when it is a minute or more; the rest
 * waits until one comes back to it, or leaves the pages.
 */
void
sl_reading_clock_set_document (SlReadingClock *self, SlDocument *document)
{
  stop (self);
  write_down_all (self, WRITE_ON_LEAVING);
  g_clear_pointer (&self->case_id, g_free);
  g_clear_pointer (&self->document_id, g_free);
  if (document != NULL)
    {
      self->case_id = g_strdup (sl_document_get (document, "case-id"));
      self->document_id = g_strdup (sl_document_get_id (document));
    }
  update (self);
}

void
sl_reading_clock_free (SlReadingClock *self)
{
  unmap_cb (self);
  g_signal_handlers_disconnect_by_data (self->widget, self);
  g_clear_object (&self->casebook);
  g_free (self->case_id);
  g_free (self->document_id);
  g_hash_table_unref (self->pending);
  g_free (self);
}
