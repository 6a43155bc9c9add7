#!/usr/bin/env bash
# The house's layout, by clang-format 14 of Debian 12: a file that it would change fails.
set -u
top=$1
cd "$top" || exit 1
mapfile -t files < <(find app ui tests -name '*.[ch]' | sort)
[ "${#files[@]}" -gt 0 ] || { echo "Bail out! no source was found"; exit 1; }
said=$(printf '%s\0' "${files[@]}" | xargs -0 -n 40 -P 3 clang-format --dry-run -Werror 2>&1)
whole=$?
echo "1..1"
if [ "$whole" = 0 ]; then
  echo "ok 1 - ${#files[@]} files are laid out as the house does"
  exit 0
fi
echo "not ok 1 - every file is laid out as the house does"
printf '%s\n' "$said" | sed -n 's/^\([^:]*\):[0-9]*:[0-9]*: error:.*/#   \1/p' | sort -u
exit 1
