// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Dead letters in files: one file, or all finished ones below a folder. Names that begin with a dot
 * or an underscore are not finished, or no data. Nothing is changed or removed.
 */
final class LetterFiles implements LetterSource {

    private final Iterator<Path> files;
    private BufferedReader open;

    private LetterFiles(List<Path> files) {
        this.files = files.iterator();
    }

    static LetterFiles in(List<String> places) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String place : places) {
            Path path = new Path(place);
            FileSystem system = path.getFileSystem();
            if (!system.exists(path)) {
                throw new IOException("there is no file or folder " + place);
            }
            add(system, system.getFileStatus(path), files);
        }
        return new LetterFiles(files);
    }

    private static void add(FileSystem system, FileStatus status, List<Path> files)
            throws IOException {
        if (!status.isDir()) {
            files.add(status.getPath());
            return;
        }
        FileStatus[] children = system.listStatus(status.getPath());
        if (children == null) {
            return;
        }
        Arrays.sort(children, Comparator.comparing(child -> child.getPath().getName()));
        for (FileStatus child : children) {
            String name = child.getPath().getName();
            if (!name.startsWith(".") && !name.startsWith("_")) {
                add(system, child, files);
            }
        }
    }

    @Override
    public List<FoundLetter> next() throws IOException {
        List<FoundLetter> letters = new ArrayList<>();
        while (letters.size() < BATCH && (open != null || files.hasNext())) {
            if (open == null) {
                Path file = files.next();
                open =
                        new BufferedReader(
                                new InputStreamReader(
                                        file.getFileSystem().open(file), StandardCharsets.UTF_8));
            }
            String line = open.readLine();
            if (line == null) {
                open.close();
                open = null;
            } else if (!line.isBlank()) {
                letters.add(FoundLetter.read(line, ""));
            }
        }
        return letters;
    }

    /** Files stay: they are the record, and what was put back twice does no harm. */
    @Override
    public void putBack(List<FoundLetter> letters) {}

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
