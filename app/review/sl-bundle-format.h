/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-bundle-lines.h"

G_BEGIN_DECLS

/* What a bundle's two texts may say. A later shape gets the next version number; an older Sightline
 * then refuses it politely. The enumerations below are indexes into the tables of the .c file. */

/* With which a manifest begins; the second is competency/'s. */
#define SL_BUNDLE_REVIEW_WORD "sightline-bundle"
#define SL_BUNDLE_PORTFOLIO_WORD "sightline-portfolio"

/* "manifest": who sends what, and the hash of every other entry but the signature. */
enum
{
  SL_MANIFEST_KIND,
  SL_MANIFEST_CASE,
  SL_MANIFEST_SENDER,
  SL_MANIFEST_KEY,
  SL_MANIFEST_SERIAL,
  SL_MANIFEST_MADE,
  SL_MANIFEST_ENTRY,
};
enum
{
  SL_MANIFEST_CASE_ID,
  SL_MANIFEST_CASE_REFERENCE,
  SL_MANIFEST_CASE_TITLE,
};
enum
{
  SL_MANIFEST_SENDER_ID,
  SL_MANIFEST_SENDER_NAME,
  SL_MANIFEST_SENDER_ROLE,
  SL_MANIFEST_SENDER_DECLARED, /* "self", "confirmed" */
};
enum
{
  SL_MANIFEST_ENTRY_NAME,
  SL_MANIFEST_ENTRY_HASH,
  SL_MANIFEST_ENTRY_SIZE,
};
extern const SlLineFormat sl_bundle_manifest_format;

/* "content": the records of the review. */
enum
{
  SL_CONTENT_HEAD, /* of the sender's audit trail when the bundle was made */
  SL_CONTENT_CASE,
  SL_CONTENT_FACT,
  SL_CONTENT_PERSON,
  SL_CONTENT_VERSION,
  SL_CONTENT_AUTHOR,
  SL_CONTENT_DECISION,
  SL_CONTENT_COMMENT,
  SL_CONTENT_DOCUMENT,
  SL_CONTENT_EVIDENCE,
  SL_CONTENT_PAPER, /* none: the response of the case */
};
enum
{
  SL_BUNDLE_CASE_KIND,
  SL_BUNDLE_CASE_STAGE,
  SL_BUNDLE_CASE_FEATURES,
};
enum
{
  SL_BUNDLE_FACT_FIELD,
  SL_BUNDLE_FACT_VALUE,
};
enum
{
  SL_BUNDLE_PERSON_ID,
  SL_BUNDLE_PERSON_NAME,
  SL_BUNDLE_PERSON_ROLE,
  SL_BUNDLE_PERSON_DECLARED,
};
enum
{
  SL_BUNDLE_VERSION_ID,
  SL_BUNDLE_VERSION_NUMBER,
  SL_BUNDLE_VERSION_STATE,
  SL_BUNDLE_VERSION_HASH,
  SL_BUNDLE_VERSION_STANCE,
  SL_BUNDLE_VERSION_AWARD,
  SL_BUNDLE_VERSION_NOTE,
  SL_BUNDLE_VERSION_BY,
  SL_BUNDLE_VERSION_ROLE,
  SL_BUNDLE_VERSION_SELF_DECLARED,
  SL_BUNDLE_VERSION_AT,
  SL_BUNDLE_VERSION_REASON,
};
enum
{
  SL_BUNDLE_AUTHOR_VERSION,
  SL_BUNDLE_AUTHOR_PERSON,
};
enum
{
  SL_BUNDLE_DECISION_ID,
  SL_BUNDLE_DECISION_VERSION,
  SL_BUNDLE_DECISION_HASH,
  SL_BUNDLE_DECISION_OUTCOME,
  SL_BUNDLE_DECISION_REASON,
  SL_BUNDLE_DECISION_BY,
  SL_BUNDLE_DECISION_ROLE,
  SL_BUNDLE_DECISION_SELF_DECLARED,
  SL_BUNDLE_DECISION_STANDS,
  SL_BUNDLE_DECISION_AT,
};
enum
{
  SL_BUNDLE_COMMENT_ID,
  SL_BUNDLE_COMMENT_VERSION,
  SL_BUNDLE_COMMENT_PARENT,
  SL_BUNDLE_COMMENT_ANCHOR,
  SL_BUNDLE_COMMENT_KEY,
  SL_BUNDLE_COMMENT_START,
  SL_BUNDLE_COMMENT_END,
  SL_BUNDLE_COMMENT_WORDS,
  SL_BUNDLE_COMMENT_SOURCE, /* all that stood at the place, for comparing */
  SL_BUNDLE_COMMENT_TITLE,
  SL_BUNDLE_COMMENT_BODY,
  SL_BUNDLE_COMMENT_BY,
  SL_BUNDLE_COMMENT_ROLE,
  SL_BUNDLE_COMMENT_SELF_DECLARED,
  SL_BUNDLE_COMMENT_AT,
  SL_BUNDLE_COMMENT_STATE,
  SL_BUNDLE_COMMENT_CLOSED_BY,
  SL_BUNDLE_COMMENT_CLOSED_AT,
  SL_BUNDLE_COMMENT_CLOSE_REASON,
};
enum
{
  SL_BUNDLE_DOCUMENT_ID,
  SL_BUNDLE_DOCUMENT_HASH,
  SL_BUNDLE_DOCUMENT_CARRIED, /* "0": too large for the bundle; its row comes without the file */
  SL_BUNDLE_DOCUMENT_FILE_NAME,
  SL_BUNDLE_DOCUMENT_TITLE,
  SL_BUNDLE_DOCUMENT_KIND,
  SL_BUNDLE_DOCUMENT_NUMBER,
  SL_BUNDLE_DOCUMENT_REVISION,
  SL_BUNDLE_DOCUMENT_DATE,
  SL_BUNDLE_DOCUMENT_MEDIA_TYPE,
  SL_BUNDLE_DOCUMENT_SIZE,
  SL_BUNDLE_DOCUMENT_PAGES,
};
enum
{
  SL_BUNDLE_EVIDENCE_ID,
  SL_BUNDLE_EVIDENCE_DOCUMENT,
  SL_BUNDLE_EVIDENCE_PAGE,
  SL_BUNDLE_EVIDENCE_X, /* "" all four: the whole page */
  SL_BUNDLE_EVIDENCE_Y,
  SL_BUNDLE_EVIDENCE_WIDTH,
  SL_BUNDLE_EVIDENCE_HEIGHT,
  SL_BUNDLE_EVIDENCE_QUOTATION,
  SL_BUNDLE_EVIDENCE_NOTE,
};
enum
{
  SL_BUNDLE_PAPER_ID,
  SL_BUNDLE_PAPER_SHEET,
  SL_BUNDLE_PAPER_REPORT,
  SL_BUNDLE_PAPER_TITLE,
  SL_BUNDLE_PAPER_MOMENT,
  SL_BUNDLE_PAPER_FORM,
  SL_BUNDLE_PAPER_REFERENCE, /* of the sheet */
  SL_BUNDLE_PAPER_FIGURES,   /* of the newest version: pictures do not travel */
};
extern const SlLineFormat sl_bundle_content_format;

/* Whether the records point at each other as they must, and at nothing else: parents at comments,
 * comments at versions, all at persons. FALSE with an @error that follows a name and a colon. */
gboolean sl_bundle_content_check (SlLines *content, const char *kind, GError **error);

G_END_DECLS
