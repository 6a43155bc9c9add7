#!/usr/bin/env bash
# The house's layout, by clang-format 14 of Debian 12: a file that it would change fails.
set -u
top=$1
count=0
failed=0
while IFS= read -r file; do
  count=$((count + 1))
  if clang-format --dry-run --Werror "$file" >/dev/null 2>&1; then
    echo "ok $count - ${file#"$top"/}"
  else
    echo "not ok $count - ${file#"$top"/}"
    failed=1
  fi
done < <(find "$top/app" "$top/ui" "$top/tests" -name '*.[ch]' | sort)
echo "1..$count"
exit $failed
