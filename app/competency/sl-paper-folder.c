/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "documents/sl-sealed-file.h"
#include "store/sl-store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A portfolio as a folder. It is filled under a hidden name beside its place, each file is brought
 * to the disk, and only then does it get its name: it is whole or not there. What a killed export
 * left is taken away by the next one, which knows by a lock that nobody is at it any more. */

#define FILES "files"
#define MOST_NAME_BYTES 120

typedef struct
{
  const SlPortfolioContext *context;
  SlPortfolio *portfolio;
  GCancellable *cancellable;
  char *name;                  /* of the folder */
  char *parent;                /* path of the folder that it is made in */
  char *partial;               /* its hidden name there */
  int parent_fd, fd, files_fd; /* -1 none */
  GHashTable *names;           /* SHA-256 to the name of its file */
  GHashTable *taken;           /* folded names */
} Folder;

static gboolean
fail (Folder *self, GError **error)
{
  int number = errno;

  g_set_error (error, SL_STORE_ERROR,
               number == ENOSPC || number == EDQUOT ? SL_STORE_ERROR_FULL : SL_STORE_ERROR_FAILED,
               _ ("The folder “%s” could not be written in %s: %s. Nothing was left there."),
               self->name, self->parent, g_strerror (number));
  return FALSE;
}

static void
folder_clear (Folder *self)
{
  int *fds[] = { &self->parent_fd, &self->fd, &self->files_fd };

  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    if (*fds[i] >= 0)
      close (*fds[i]);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->parent, g_free);
  g_clear_pointer (&self->partial, g_free);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->taken, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folder, folder_clear)

/* Names that other systems take too: no controls, no slashes (sl_text_safe_file_name()), none of
 * the characters that Windows keeps for itself, no dot at either end, not too long. Transfer full.
 */
static char *
make_plain_name (const char *text)
{
  g_autofree char *safe = sl_text_safe_file_name (text);
  char *end;

  g_strdelimit (safe, "<>:\"|?*\\/", '_');
  g_strstrip (safe);
  while (*safe == '.')
    *safe = '_';
  if (strlen (safe) > MOST_NAME_BYTES)
    *g_utf8_find_prev_char (safe, safe + MOST_NAME_BYTES + 1) = '\0';
  for (end = safe + strlen (safe); end > safe && (end[-1] == '.' || end[-1] == ' '); end--)
    end[-1] = '\0';
  return *safe != '\0' ? g_steal_pointer (&safe) : g_strdup ("file");
}

/* Two files never share a name, nor one that differs in case only: "plan.pdf", "plan (2).pdf".
 * Transfer full. */
static char *
choose_name (Folder *self, const char *plain)
{
  const char *dot = strrchr (plain, '.');
  int stem = dot != NULL && dot > plain ? (int) (dot - plain) : (int) strlen (plain);

  for (guint i = 1;; i++)
    {
      g_autofree char *name = i == 1
                                  ? g_strdup (plain)
                                  : g_strdup_printf ("%.*s (%u)%s", stem, plain, i, plain + stem);
      g_autofree char *folded = g_utf8_casefold (name, -1);

      if (g_hash_table_add (self->taken, g_steal_pointer (&folded)))
        return g_steal_pointer (&name);
    }
}

static gboolean
write_all (int fd, const char *data, gsize size)
{
  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_bytes (Folder *self, int folder, const char *name, GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  int fd;
  gboolean written;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  fd = openat (folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (self, error);
  written = write_all (fd, data, size) && fsync (fd) == 0;
  if (!written)
    fail (self, error);
  if (close (fd) != 0 && written)
    return fail (self, error);
  return written;
}

/* What a file of a case is called: the words before the colon, with an ending by its content. */
static char *
name_evidence (const char *label, const char *media_type)
{
  static const char *const endings[][2] = {
    { "application/pdf", ".pdf" }, { "image/jpeg", ".jpg" },      { "image/png", ".png" },
    { "text/plain", ".txt" },      { "text/csv", ".csv" },        { "message/rfc822", ".eml" },
    { "text/html", ".html" },      { "application/zip", ".zip" },
  };
  const char *colon = strchr (label, ':');
  g_autofree char *stem = g_strndup (label,
                                     colon != NULL ? (gsize) (colon - label) : strlen (label));

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_equal (endings[i][0], media_type) && !g_str_has_suffix (stem, endings[i][1]))
      return g_strconcat (stem, endings[i][1], NULL);
  return g_steal_pointer (&stem);
}

/* Of a case that was disposed of nothing is kept, and not every content is a file: then the item
 * stands without a link. A file of the portfolio's own has to be there, and none may be altered. */
static gboolean
copy_file (Folder *self, const SlOrigin *origin, GError **error)
{
  gboolean own = g_str_equal (origin->kind, "file");
  g_autoptr (GError) failure = NULL;
  g_autoptr (SlSealedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *label = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *name = NULL;

  if (g_hash_table_contains (self->names, origin->detail))
    return TRUE;
  file = sl_library_open (self->context->library, origin->detail, &failure);
  if (file == NULL && !own && g_error_matches (failure, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND))
    return TRUE;
  if (file == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      g_prefix_error (error, _ ("“%s” cannot be put into the folder. "), origin->item_id);
      return FALSE;
    }
  bytes = sl_sealed_file_map (file, error);
  if (bytes == NULL)
    return FALSE;
  label = own ? g_strdup (origin->item_id)
              : name_evidence (origin->item_id, sl_sealed_file_get_media_type (file));
  plain = make_plain_name (label);
  name = choose_name (self, plain);
  if (!write_bytes (self, self->files_fd, name, bytes, error))
    return FALSE;
  g_hash_table_insert (self->names, g_strdup (origin->detail), g_steal_pointer (&name));
  return TRUE;
}

static gboolean
copy_files (Folder *self, SlBlock *block, GError **error)
{
  const SlOrigin *origin = sl_block_get_origin (block);

  if ((g_str_equal (origin->kind, "file") || g_str_equal (origin->kind, "evidence")) &&
      !copy_file (self, origin, error))
    return FALSE;
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    if (!copy_files (self, sl_block_get_child (block, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
fill (Folder *self, SlLetter *letter, GError **error)
{
  g_autoptr (GBytes) pdf = sl_letter_render_pdf (letter, error);
  g_autoptr (GBytes) page = NULL;
  char *html;

  if (pdf == NULL || !write_bytes (self, self->fd, "portfolio.pdf", pdf, error))
    return FALSE;
  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    if (!copy_files (self, sl_letter_get_block (letter, i), error))
      return FALSE;
  html = sl_paper_write_html (letter, self->names, FILES);
  page = g_bytes_new_take (html, strlen (html));
  return write_bytes (self, self->fd, "index.html", page, error);
}

/* Folders lie one deep in another; links are taken away, never followed. */
static void
remove_entries (int folder)
{
  /* fdopendir() keeps the descriptor that it is given. */
  int copy = openat (folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir = copy >= 0 ? fdopendir (copy) : NULL;
  struct dirent *entry;

  if (dir == NULL && copy >= 0)
    close (copy);
  while (dir != NULL && (entry = readdir (dir)) != NULL)
    {
      int inner;

      if (g_str_equal (entry->d_name, ".") || g_str_equal (entry->d_name, "..") ||
          unlinkat (folder, entry->d_name, 0) == 0)
        continue;
      inner = openat (folder, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (inner < 0)
        continue;
      remove_entries (inner);
      close (inner);
      unlinkat (folder, entry->d_name, AT_REMOVEDIR);
    }
  if (dir != NULL)
    closedir (dir);
}

/* What lies in it this program made: its own hidden folder, whose lock is held. */
static void
discard (Folder *self)
{
  remove_entries (self->fd);
  unlinkat (self->parent_fd, self->partial, AT_REMOVEDIR);
}

/* Whether @name is taken in the parent; *@self->parent_fd is open. */
static gboolean
check_free (Folder *self, GError **error)
{
  struct stat facts;

  if (fstatat (self->parent_fd, self->name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
    return errno == ENOENT || fail (self, error);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("There is a folder “%s” in %s already. It is not overwritten: move it away, or "
                  "choose another place."),
               self->name, self->parent);
  return FALSE;
}

/* The hidden folder, empty, with its lock held. */
static gboolean
open_partial (Folder *self, GError **error)
{
  struct stat facts;

  self->parent_fd = g_open (self->parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (self->parent_fd < 0)
    return fail (self, error);
  if (!check_free (self, error))
    return FALSE;
  if (mkdirat (self->parent_fd, self->partial, 0700) != 0 && errno != EEXIST)
    return fail (self, error);
  self->fd = openat (self->parent_fd, self->partial,
                     O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (self->fd < 0)
    return fail (self, error);
  /* Where several people may write, somebody else may have made it to look in. */
  if (fstat (self->fd, &facts) != 0 || facts.st_uid != geteuid ())
    {
      errno = EACCES;
      return fail (self, error);
    }
  /* Some file systems know no locks: there two exports at once are not told apart. */
  if (flock (self->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("The folder “%s” is being written in %s by another export. Wait for it."),
                   self->name, self->parent);
      return FALSE;
    }
  remove_entries (self->fd);
  if (mkdirat (self->fd, FILES, 0700) != 0)
    return fail (self, error);
  self->files_fd = openat (self->fd, FILES, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  return self->files_fd >= 0 || fail (self, error);
}

/* A folder is never renamed over another that holds something; not all file systems can be told to
 * refuse an empty one too. */
static gboolean
publish (Folder *self, GError **error)
{
  int result;

  if (fsync (self->files_fd) != 0 || fsync (self->fd) != 0)
    return fail (self, error);
  result = renameat2 (self->parent_fd, self->partial, self->parent_fd, self->name,
                      RENAME_NOREPLACE);
  if (result != 0 && (errno == EINVAL || errno == ENOSYS))
    {
      if (!check_free (self, error))
        return FALSE;
      result = renameat (self->parent_fd, self->partial, self->parent_fd, self->name);
    }
  if (result != 0)
    return fail (self, error);
  fsync (self->parent_fd);
  return TRUE;
}

/**
 * sl_portfolio_dup_folder_name:
 * @context: whose date the folder bears
 * @portfolio: whose
 *
 * Returns: (transfer full): "Portfolio of Callum Reyes, 2026-11-24": what
 *   sl_portfolio_write_folder() makes
 */
char *
sl_portfolio_dup_folder_name (const SlPortfolioContext *context, SlPortfolio *portfolio)
{
  g_autofree char *today = sl_date_today ();
  g_autofree char *name = NULL;

  g_return_val_if_fail (context != NULL && SL_IS_PORTFOLIO (portfolio), NULL);

  /* TRANSLATORS: the name of a trainee, then a date as 2026-11-24: the name of a folder */
  name = g_strdup_printf (_ ("Portfolio of %s, %s"), sl_portfolio_get_person_name (portfolio),
                          context->date != NULL ? context->date : today);
  return make_plain_name (name);
}

/**
 * sl_portfolio_write_folder:
 * @context: as for sl_portfolio_compose()
 * @portfolio: whose
 * @path: an existing folder, in which the new one is made
 * @cancellable: (nullable): heeded between files
 * @error: return location
 *
 * Makes portfolio.pdf, index.html and the files that evidence names in a folder with the name of
 * sl_portfolio_dup_folder_name(). Files that evidence calls personal stay out while third parties
 * are masked. An existing folder is not overwritten. Blocking; any thread.
 *
 * Returns: %FALSE with nothing left there when it could not be made whole
 */
gboolean
sl_portfolio_write_folder (const SlPortfolioContext *context,
                           SlPortfolio *portfolio,
                           const char *path,
                           GCancellable *cancellable,
                           GError **error)
{
  g_auto (Folder) self = { .context = context,
                           .portfolio = portfolio,
                           .cancellable = cancellable,
                           .parent_fd = -1,
                           .fd = -1,
                           .files_fd = -1 };
  g_autoptr (SlLetter) letter = NULL;

  g_return_val_if_fail (context != NULL && SL_IS_PORTFOLIO (portfolio) && path != NULL, FALSE);

  letter = sl_portfolio_compose (context, portfolio, error);
  if (letter == NULL)
    return FALSE;
  self.name = sl_portfolio_dup_folder_name (context, portfolio);
  self.parent = g_strdup (path);
  self.partial = g_strdup_printf (".%s.partial", self.name);
  self.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!open_partial (&self, error))
    return FALSE;
  if (fill (&self, letter, error) && publish (&self, error))
    return TRUE;
  discard (&self);
  return FALSE;
}
