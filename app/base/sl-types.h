/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Forward declarations, so that a header includes only what it needs. */

/* store/ */
typedef struct _SlStore SlStore;
typedef struct _SlDatabase SlDatabase;
typedef struct _SlStatement SlStatement;
typedef struct _SlTransaction SlTransaction;
typedef struct _SlChange SlChange;

/* packs/ */
typedef struct _SlPack SlPack;
typedef struct _SlPackNode SlPackNode;
typedef struct _SlPackLibrary SlPackLibrary;

/* people/, cases/ */
typedef struct _SlPerson SlPerson;
typedef struct _SlCase SlCase;
typedef struct _SlCaseList SlCaseList;
typedef struct _SlFact SlFact;

/* documents/ */
typedef struct _SlLibrary SlLibrary;
typedef struct _SlDocument SlDocument;
typedef struct _SlEvidence SlEvidence;
typedef struct _SlIndex SlIndex;
typedef struct _SlWorkerPool SlWorkerPool;
typedef struct _SlExtraction SlExtraction;
typedef struct _SlPageSource SlPageSource;

/* policy/, assessment/ */
typedef struct _SlPolicyLibrary SlPolicyLibrary;
typedef struct _SlForceProfile SlForceProfile;
typedef struct _SlChecklist SlChecklist;
typedef struct _SlChecklistItem SlChecklistItem;
typedef struct _SlAssessment SlAssessment;
typedef struct _SlAnswer SlAnswer;

/* letter/, response/ */
typedef struct _SlBlock SlBlock;
typedef struct _SlLetter SlLetter;
typedef struct _SlLetterLayout SlLetterLayout;
typedef struct _SlResponse SlResponse;

/* casebook/ */
typedef struct _SlCasebook SlCasebook;

G_END_DECLS
