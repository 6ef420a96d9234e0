#!/bin/sh
# Writes build.ninja for the workspace in this folder: an edge for each map, and one for what is no map's. Run it again
# when a map comes or goes; `ninja` then makes what is out of date, and each map's own faults fail its own edge.
set -eu
mkdir -p .motmap
{
  cat <<'RULES'
rule index
  command = motmap build --index --outline $outline --depfile .motmap/index.d
  depfile = .motmap/index.d
  deps = gcc
  restat = 1
  description = index

rule map
  command = motmap build --map "$map" --outline $outline --depfile ".motmap/$map.d"
  depfile = .motmap/$map.d
  deps = gcc
  restat = 1
  description = $map

outline = .motmap/outline

build site/index.html | $outline: index
RULES
  # What is hidden or left by editors is no map.
  find maps \( -name '.*' -o -name '#*' -o -name '*[~#]' -o -name '*.tmp' -o -name '*.bak' \) -prune \
    -o \( -name '*.yaml' -o -name '*.yml' \) -print | LC_ALL=C sort | while read -r file; do
    map=$(basename "${file%.*}")
    escaped=$(printf %s "$file" | sed 's/[$ :]/$&/g')
    printf 'build site/maps/%s.html: map %s | $outline\n  map = %s\n' "$map" "$escaped" "$map"
  done
} >build.ninja
