// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.compaction;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The files of a folder that are complete and stand for themselves. */
public final class FinishedFiles {

    /** Reads what it wants from files that may be taken away under its hands. */
    public interface Reader<T> {
        T read(List<Path> files) throws IOException;
    }

    private static final int ATTEMPTS = 5;

    private FinishedFiles() {}

    /**
     * Lets files be read, anew with a new list if one of them has been replaced meanwhile.
     *
     * @param folder may be missing, then there are no files
     * @param suffix the end of the names
     * @throws IOException what the reader throws; a file that is not found after five lists
     */
    public static <T> T read(Path folder, String suffix, Reader<T> reader) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return reader.read(in(folder, suffix));
            } catch (FileNotFoundException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Without what an unfinished compaction has replaced; by name. */
    static List<Path> in(Path folder, String suffix) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (FileStatus file : statuses(folder, suffix)) {
            paths.add(file.getPath());
        }
        return paths;
    }

    /**
     * @throws FileNotFoundException if the folder never stood still
     */
    static List<FileStatus> statuses(Path folder, String suffix) throws IOException {
        FileNotFoundException moved = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                List<FileStatus> statuses = list(folder, suffix);
                if (statuses != null) {
                    return statuses;
                }
            } catch (FileNotFoundException e) {
                // Of a file system that asks for each file after it has listed the names.
                moved = e;
            }
        }
        FileNotFoundException never =
                new FileNotFoundException(folder + " changed whenever it was listed");
        if (moved != null) {
            never.initCause(moved);
        }
        throw never;
    }

    /** {@code null} if a compaction did something meanwhile. */
    private static List<FileStatus> list(Path folder, String suffix) throws IOException {
        FileSystem files = folder.getFileSystem();
        Map<String, FileStatus> found = new HashMap<>();
        if (files.exists(folder)) {
            Manifest before = Manifest.read(folder);
            for (FileStatus file : files.listStatus(folder)) {
                String name = file.getPath().getName();
                // What begins with a dot is not finished.
                if (!file.isDir() && !name.startsWith(".") && name.endsWith(suffix)) {
                    found.put(name, file);
                }
            }
            Manifest manifest = Manifest.read(folder);
            if (manifest == null ? before != null : !manifest.sameAs(before)) {
                return null;
            }
            if (manifest != null) {
                if (found.containsKey(manifest.output)) {
                    found.keySet().removeAll(manifest.inputs);
                } else if (!found.keySet().containsAll(manifest.inputs)) {
                    // The output came after the list had passed it, and then inputs went.
                    return null;
                }
            }
        }
        List<FileStatus> statuses = new ArrayList<>(found.values());
        statuses.sort((a, b) -> a.getPath().getName().compareTo(b.getPath().getName()));
        return statuses;
    }
}
