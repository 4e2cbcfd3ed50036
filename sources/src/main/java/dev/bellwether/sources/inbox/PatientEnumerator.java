// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.inbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.core.fs.Path;

/**
 * Finds files as Flink does by default, but takes a folder that is not there for an empty one:
 * Flink's own fails the job, and an inbox is used once a year.
 */
public final class PatientEnumerator extends NonSplittingRecursiveEnumerator {

    /** Of all files but those that are hidden. */
    public PatientEnumerator() {}

    /** Of some files and folders. */
    public PatientEnumerator(Predicate<Path> isWanted) {
        super(isWanted);
    }

    @Override
    public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
            throws IOException {
        List<Path> there = new ArrayList<>();
        for (Path path : paths) {
            if (path.getFileSystem().exists(path)) {
                there.add(path);
            }
        }
        return super.enumerateSplits(there.toArray(new Path[0]), minDesiredSplits);
    }
}
