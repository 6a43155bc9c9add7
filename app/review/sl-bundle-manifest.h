/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-bundle-format.h"

/* For the tables of formats: what the manifests of all bundles say alike, and the limits that their
 * contents share. */
#define SL_BUNDLE_ROLES "trainee officer manager senior-manager commander"
#define SL_BUNDLE_SIZE_MAX ((gint64) 1 << 40)
#define SL_BUNDLE_WORDS_MAX 20000
#define SL_BUNDLE_NAME_MAX 300

/* clang-format takes lists in a macro for blocks. */
/* clang-format off */
/* The fields of somebody whom a bundle names. */
#define SL_BUNDLE_PERSON                                                                           \
  { "id", SL_LINE_ID },                                                                            \
  { "name", SL_LINE_TEXT, SL_BUNDLE_NAME_MAX },                                                    \
  { "role", SL_LINE_WORD, 0, SL_BUNDLE_ROLES },                                                    \
  { "declared", SL_LINE_WORD, 0, "self confirmed" }

/* The records of SL_MANIFEST_…: @words are the kinds of bundles of the format; then the record of
 * its subject. */
#define SL_BUNDLE_MANIFEST(words, ...)                                                             \
  { "kind", 1, 1, { { "kind", SL_LINE_WORD, 0, words } } },                                        \
  __VA_ARGS__,                                                                                     \
  { "sender", 1, 1, { SL_BUNDLE_PERSON } },                                                        \
  { "key", 1, 1, { { "public", SL_LINE_HEX, 64 } } },                                              \
  { "serial", 1, 1, { { "serial", SL_LINE_INTEGER, G_MAXINT64 } } },                               \
  { "made", 1, 1, { { "at", SL_LINE_TIME }, { "program", SL_LINE_TEXT, 100 } } },                  \
  { "entry",                                                                                       \
    3,                                                                                             \
    2000,                                                                                          \
    { { "name", SL_LINE_TEXT, 80 },                                                                \
      { "hash", SL_LINE_HASH },                                                                    \
      { "size", SL_LINE_INTEGER, SL_BUNDLE_SIZE_MAX } } }
/* clang-format on */
