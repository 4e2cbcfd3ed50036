#!/bin/sh
# Restores the stored savepoints of Flink 1.20 in the same jar on Flink 2.2, on the heap and in RocksDB,
# and compares what comes out. Needs ./bellwether or `mvn -pl job -am package` to have built the jar.
set -eu
cd "$(dirname "$0")/../.."
mvn -B -q -f job/flink-2.2/pom.xml package
for backend in HASHMAP ROCKSDB; do
  echo "== $backend"
  mvn -B -pl job -am verify -Dtest=None -Dit.test='UpgradeIT#shouldGoOn*' \
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
    -Dplatform.classpath='flink-2.2/target/classes:flink-2.2/target/platform/*' \
    -Dplatform.main=dev.bellwether.job.Flink2Main -Dupgrade.state.backend="$backend" \
    "$@" | grep -E 'Tests run|ERROR|BUILD'
done
