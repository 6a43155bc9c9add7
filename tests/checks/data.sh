#!/usr/bin/env bash
# What is data: every pack against its schema, every XML file well formed, the desktop file, the metainfo.
set -u
top=$1
count=0
failed=0
point() { # name, command…
  local name=$1 output
  shift
  count=$((count + 1))
  if output=$("$@" 2>&1); then
    echo "ok $count - $name"
  else
    echo "not ok $count - $name"
    printf '%s\n' "$output" | sed 's/^/#   /'
    failed=1
  fi
}

for pack in "$top"/resources/{checklists,forms,framework,policy,reports,templates,rules,force}/*.xml; do
  [ -e "$pack" ] || continue
  root=$(xmllint --xpath 'name(/*)' "$pack" 2>/dev/null)
  point "${pack#"$top"/} follows schema $root" \
    xmllint --nonet --noout --relaxng "$top/resources/schema/$root.rng" "$pack"
done
for file in $(find "$top/ui" "$top/resources" -name '*.ui' -o -name '*.rng' -o -name '*.gresource.xml' \
  -o -name '*.svg' -o -name '*.gschema.xml' | sort); do
  point "${file#"$top"/} is well formed" xmllint --nonet --noout "$file"
done
point "po/POTFILES names every file with words for people" "$top/po/update-potfiles" --check
for file in "$top"/resources/*.desktop "$top"/resources/*.desktop.in; do
  [ -e "$file" ] || continue
  copy=$(mktemp --suffix=.desktop)
  sed 's/@[a-z_]*@/org.sightline.Sightline/g' "$file" > "$copy"
  point "${file#"$top"/} is a valid desktop file" desktop-file-validate "$copy"
  rm -f "$copy"
done
for file in "$top"/resources/*.metainfo.xml "$top"/resources/*.metainfo.xml.in; do
  [ -e "$file" ] || continue
  copy=$(mktemp --suffix=.metainfo.xml)
  sed 's/@[a-z_]*@/org.sightline.Sightline/g' "$file" > "$copy"
  point "${file#"$top"/} is valid metainfo" appstreamcli validate --no-net "$copy"
  rm -f "$copy"
done
[ "$count" -gt 0 ] || { echo "Bail out! nothing to check"; exit 1; }
echo "1..$count"
exit $failed
