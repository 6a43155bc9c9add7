/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-no-threads.h"

#include <dlfcn.h>

/* The worker has one thread: locking in holds for the thread that asks, and the system call filter
 * forbids new ones. Pango 1.50 asks fontconfig in a thread for each new set of fonts and waits for
 * the answer. This takes the place of GLib's function for all libraries of the process, since a
 * program's own symbols come first: before lockdown threads are remembered, so that their end can
 * be waited for; after it their work is done at once. */

typedef GThread *(*ThreadNew) (const char *name, GThreadFunc func, gpointer data);

static GSList *started;
static gboolean ended;

GThread *
g_thread_new (const char *name, GThreadFunc func, gpointer data)
{
  ThreadNew real = (ThreadNew) dlsym (RTLD_NEXT, "g_thread_new");
  GThread *thread;

  if (ended)
    {
      func (data);
      return g_thread_ref (g_thread_self ());
    }
  thread = real (name, func, data);
  started = g_slist_prepend (started, g_thread_ref (thread));
  return thread;
}

/**
 * sl_no_threads:
 *
 * Waits for all threads to end; from now on none is started.
 */
void
sl_no_threads (void)
{
  ended = TRUE;
  for (GSList *link = started; link != NULL; link = link->next)
    g_thread_join (link->data);
  g_slist_free (started);
  started = NULL;
}
