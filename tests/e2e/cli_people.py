#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Sightline authors
"""Several people on one casebook: who they are, who may say what of whom, and a folder they share.

Accounts are told apart by user id. An ordinary user has others by a user namespace of their own
(unshare); where the tests run as root, real ones are taken too (setpriv), so that the rights of the
files are what decides."""

import fcntl
import os
import pathlib
import re
import stat
import struct
import subprocess

import program
import tap

points = tap.Points()
GROUP = str(os.getgid())
F_OFD_SETLK = 37
folder = program.make_folder() / "team"
private = program.Casebook()


def namespace(uid):
    """The prefix that makes this user's commands those of the account @uid."""
    words = ["unshare", "-U", f"--map-user={uid}", f"--map-group={os.getgid()}"]
    if subprocess.run([*words, "true"], capture_output=True, timeout=20, check=False).returncode != 0:
        raise tap.Skip("this computer allows no user namespaces")
    return words


def run(prefix, *arguments, data=folder, expect=0, words=""):
    return program.start(*prefix[1:], program.CLI, "--data", data, *arguments, expect=expect,
                         program=prefix[0], words=words)


def as_account(uid, *arguments, **settings):
    return run(namespace(uid), *arguments, **settings)


def mode(path):
    return stat.S_IMODE(os.lstat(path).st_mode)


@points
def one_declares_oneself_once():
    """an account is nobody until it declares itself, which it does once"""
    tap.holds(private("people").out, "Designing Out Crime Officer (not declared yet)")
    private("people", "declare", "--name", "Rowan Ashdown", expect=2)
    answer = private("people", "declare", "--name", "Rowan Ashdown", "--role", "officer")
    tap.holds(answer.out, "Rowan Ashdown", "(self-declared)")
    again = private("people", "declare", "--name", "Rowan Ashdown", "--role", "manager", expect=1)
    tap.holds(again.err, "You have said who you are")
    me = private.json("people", "list")[0]
    tap.equal([me["account"], me["role"], me["self-declared"]], [str(os.getuid()), "officer", True], "me")


@points
def the_card_is_kept():
    """the card holds what letters are signed with"""
    private("people", "card", "--job-title", "Senior Officer", "--number", "76142", "--email",
            "rowan.ashdown@example.police.uk", "--telephone", "01245 000000")
    card = private.json("people", "card")
    tap.equal([card[name] for name in ("display-name", "job-title", "staff-number", "email", "telephone")],
              ["Rowan Ashdown", "Senior Officer", "76142", "rowan.ashdown@example.police.uk", "01245 000000"],
              "card")


@points
def the_key_is_ones_own():
    """the signing key is made once, has a fingerprint to read aloud, and stays out of a backup"""
    fingerprint = private("people", "key").out.strip()
    tap.true(re.fullmatch(r"([0-9a-f]{4} ){7}[0-9a-f]{4}", fingerprint), fingerprint)
    tap.equal(private.json("people", "key")["fingerprint"], fingerprint, "the key again")
    tap.equal(mode(private.folder / "keys" / f"{os.getuid()}.key"), 0o600, "mode of the key")
    tap.equal(private.json("people", "keys"), [], "keys of others")
    tap.holds(private("people", "trust", fingerprint, "verified", expect=1).err, "Keys come with bundles")
    tap.holds(private("people", "trust", "1234", "verified", expect=1).err, "not a fingerprint")
    backup = pathlib.Path(private("backup", program.make_folder()).out.strip())
    tap.equal([path for path in backup.parent.rglob("*") if "key" in path.name], [], "keys in the backup")


@points
def a_private_casebook_stays_private():
    """a private casebook is not opened up by --shared"""
    answer = private("--shared", GROUP, "list", expect=1)
    tap.holds(answer.err, "not shared", "empty folder")
    tap.equal(mode(private.folder), 0o700, "mode of the folder")
    tap.equal(mode(private.folder / "sightline.db"), 0o600, "mode of the records")


@points
def an_unknown_group_is_named():
    """a group that this computer does not have is named, and nothing is made"""
    nowhere = program.make_folder() / "nowhere"
    answer = program.start("--data", nowhere, "--shared", "no-such-group", "list", expect=1)
    tap.holds(answer.err, "no-such-group")
    tap.true(not nowhere.exists(), "the folder was made")


@points
def a_shared_folder_is_its_groups():
    """all that is made in a shared folder is its group's: records, originals, index, heads, lock, backup"""
    papers = program.make_folder()
    (papers / "note.txt").write_text("Bin store: doors to PAS 24. No lighting plan.", encoding="utf-8")
    prefix = ["env"]
    run(prefix, "--shared", GROUP, "new", "--reference", "UTT/26/2147/FUL", "--authority", "Uttlesford")
    run(prefix, "import", papers)
    run(prefix, "people", "key")
    expected = {"keys": 0o3770, f"{os.getuid()}.key": 0o600}
    found = set()
    for path in [folder, *folder.rglob("*")]:
        found.add(path.name)
        usual = 0o2770 if path.is_dir() else 0o660
        tap.equal(oct(mode(path)), oct(expected.get(path.name, usual)), f"mode of {path.name}")
        tap.equal(os.lstat(path).st_gid, os.getgid(), f"group of {path.name}")
    tap.true({"sightline.db", "index.db", "heads.txt", "sightline.lock", "reserve", "files", "keys"} <= found,
             f"missing among {sorted(found)}")


@points
def it_stays_shared():
    """a shared folder stays so without the option, and is refused for another group"""
    run(["env"], "list")
    tap.equal(mode(folder), 0o2770, "mode of the folder")
    tap.equal(mode(folder / "sightline.db"), 0o660, "mode of the records")
    other = str(os.getgid() + 1)
    tap.holds(run(["env"], "--shared", other, "list", expect=1).err, "not with the group")


@points
def a_backup_is_restored_as_one_asks():
    """a backup of a shared casebook is its maker's, and is restored for one or for the group"""
    backup = run(["env"], "backup", program.make_folder() / "kept").out.strip()
    tap.equal(mode(pathlib.Path(backup) / "sightline.db"), 0o600, "mode of the backup")
    alone = program.make_folder() / "alone"
    again = program.make_folder() / "again"
    program.start("restore", backup, alone)
    program.start("--shared", GROUP, "restore", backup, again)
    tap.equal(oct(mode(alone)), oct(0o700), "mode of the private one")
    for path in [again, *again.rglob("*")]:
        tap.equal(oct(mode(path)), oct(0o2770 if path.is_dir() else 0o660), f"mode of {path.name}")


@points
def each_account_is_its_own_person():
    """in a shared folder each account is its own person, whatever it calls itself"""
    run(["env"], "people", "declare", "--name", "Rowan Ashdown", "--role", "officer")
    as_account(61001, "people", "declare", "--name", "Helen Marsh", "--role", "manager")
    as_account(61002, "people", "declare", "--name", "Rowan Ashdown", "--role", "commander")
    people = run(["env"], "--json", "people").json
    tap.equal(sorted(person["account"] for person in people), sorted([str(os.getuid()), "61001", "61002"]),
              "accounts")
    tap.holds(as_account(61001, "people", "confirm", "Rowan Ashdown", expect=1).err, "give the id")


@points
def a_second_person_confirms():
    """a role is confirmed by a second person, and by nobody for themselves"""
    tap.holds(run(["env"], "people", "confirm", str(os.getuid()), expect=1).err, "own role")
    tap.holds(as_account(61001, "people", "confirm", str(os.getuid())).out, "confirmed by Helen Marsh")
    person = [person for person in run(["env"], "--json", "people").json
              if person["account"] == str(os.getuid())][0]
    tap.equal([person["self-declared"], person["confirmed-by-name"]], [False, "Helen Marsh"], "person")


@points
def a_role_comes_from_above():
    """a role is changed from above, by somebody whose own role was confirmed, with a reason"""
    me = str(os.getuid())
    refused = as_account(61002, "people", "role", me, "manager", "--reason", "A favour", expect=1)
    tap.holds(refused.err, "self-declared")
    tap.holds(as_account(61001, "people", "role", me, "trainee", "--reason", "Order", expect=1).err,
              "self-declared")
    run(["env"], "people", "confirm", "61001")
    tap.holds(as_account(61001, "people", "role", me, "trainee", expect=1).err, "reason in writing")
    tap.holds(as_account(61001, "people", "role", "61002", "officer", "--reason", "Order", expect=1).err,
              "above")
    tap.holds(as_account(61001, "people", "role", me, "trainee", "--reason", "Began anew").out,
              "Crime Prevention Tactical Adviser")
    rows = run(["env"], "--json", "audit", "list").json
    changes = [row for row in rows if row["action"] == "change-role"]
    tap.equal([(row["account"], row["role"]) for row in changes], [("61001", "manager")], "who changed it")


@points
def a_changed_name_changes_no_authorship():
    """a changed display name changes neither who acts nor what was done before"""
    before = {row["sequence"]: row["account"] for row in run(["env"], "--json", "audit", "list").json}
    run(["env"], "people", "card", "--name", "Helen Marsh")
    after = {row["sequence"]: row["account"] for row in run(["env"], "--json", "audit", "list").json}
    tap.equal({key: after[key] for key in before}, before, "accounts in the trail")
    tap.equal(after[max(after)], str(os.getuid()), "who changed the name")


@points
def one_writes_at_a_time():
    """while one account holds the casebook, another reads and is told who holds it"""
    with open(folder / "sightline.lock", "r+", encoding="ascii") as lock:
        fcntl.fcntl(lock, F_OFD_SETLK, struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))
        for uid, who in ((61001, "Helen Marsh"), (61009, "account 61009")):
            lock.seek(0)
            lock.truncate(0)
            lock.write(f"4711 {uid}\n")
            lock.flush()
            answer = run(["env"], "list")
            tap.holds(answer.err, f"{who} has this casebook open (process 4711)")
            tap.holds(answer.out, "UTT/26/2147/FUL")
            tap.holds(run(["env"], "people", "card", "--name", "Nobody", expect=None).err, who)


def real(uid, group):
    return ["setpriv", f"--reuid={uid}", f"--regid={uid}", f"--groups={group}", "--inh-caps=-all"]


@points
def real_accounts_share():
    """members of the group work in turn and strangers are kept out, by the rights of the files alone"""
    if os.getuid() != 0:
        raise tap.Skip("only root can take the place of other accounts")
    top = program.make_folder()
    os.chmod(top, 0o755)
    team = top / "team"
    team.mkdir()
    os.chown(team, 61001, 61001)
    maker, member, stranger = real(61001, 61100), real(61002, 61100), real(61003, 61003)
    if subprocess.run([*maker, program.CLI, "--version"], capture_output=True, timeout=20, check=False).returncode != 0:
        raise tap.Skip("other accounts cannot start the program from this folder")
    tap.holds(run(stranger, "--shared", "61100", "list", data=team, expect=1).err, "folder")
    run(maker, "--shared", "61100", "new", "--reference", "UTT/26/2147/FUL", "--authority", "Uttlesford", data=team)
    run(maker, "people", "key", data=team)
    run(member, "new", "--reference", "UTT/26/2148/FUL", "--authority", "Uttlesford", data=team)
    run(member, "people", "key", data=team)
    run(maker, "new", "--reference", "UTT/26/2149/FUL", "--authority", "Uttlesford", data=team)
    tap.equal(len(run(member, "--json", "list", data=team).json), 3, "cases")
    run(stranger, "list", data=team, expect=1)
    # Nobody takes another's key away, or reads it.
    key = team / "keys" / "61001.key"
    for words in (["cat", key], ["rm", "-f", key], ["mv", key, team / "stolen"]):
        answer = subprocess.run([*member, *map(str, words)], capture_output=True, timeout=20, check=False)
        tap.true(answer.returncode != 0, f"{words[0]} worked")
    people = run(maker, "--json", "people", data=team).json
    tap.equal(sorted(person["account"] for person in people), ["61001", "61002"], "accounts")
    tap.equal(run(maker, "--json", "audit", "verify", data=team).json["state"], "intact", "the trail")


tap.main(points)
