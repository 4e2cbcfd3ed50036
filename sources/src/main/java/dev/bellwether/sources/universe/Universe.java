// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.universe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.Path;

/**
 * A list of symbols from a file: one a line, or CSV with a column {@code ticker} or {@code symbol}.
 * Read once, where the job is laid out, so that its source and its ranking agree.
 */
public final class Universe {

    /** Name of the list that comes along. */
    public static final String RUSSELL_1000 = "russell-1000";

    private static final int MOST = 10_000;
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9][A-Z0-9./-]{0,14}");

    private Universe() {}

    /**
     * @param file a path on any file system that Flink knows, or {@link #RUSSELL_1000}
     * @return the symbols in the order of the file
     * @throws IOException if it cannot be read, or is not such a file; the message lists all that
     *     is wrong
     */
    public static List<String> read(String file) throws IOException {
        if (file.equals(RUSSELL_1000)) {
            try (InputStream in = Universe.class.getResourceAsStream(RUSSELL_1000 + ".csv")) {
                return parse(in, file);
            }
        }
        Path path = new Path(file);
        try (InputStream in = path.getFileSystem().open(path)) {
            return parse(in, file);
        }
    }

    static List<String> parse(InputStream in, String file) throws IOException {
        Set<String> symbols = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int column = 0;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split(",", -1);
            int header = number == 1 ? headerColumn(cells) : -1;
            if (header >= 0) {
                column = header;
                continue;
            }
            String symbol = column < cells.length ? cells[column].trim() : "";
            if (!SYMBOL.matcher(symbol).matches()) {
                problems.add("line " + number + ": '" + symbol + "' is no upper-case symbol");
            } else if (!symbols.add(symbol)) {
                problems.add("line " + number + ": " + symbol + " a second time");
            }
        }
        if (symbols.isEmpty() || symbols.size() > MOST) {
            problems.add("1 to " + MOST + " symbols are wanted, " + symbols.size() + " were found");
        }
        if (!problems.isEmpty()) {
            throw new IOException("universe " + file + ": " + String.join("; ", problems));
        }
        return List.copyOf(symbols);
    }

    private static int headerColumn(String[] cells) {
        List<String> names = new ArrayList<>();
        Arrays.stream(cells).forEach(cell -> names.add(cell.trim().toLowerCase(Locale.ROOT)));
        int ticker = names.indexOf("ticker");
        return ticker >= 0 ? ticker : names.indexOf("symbol");
    }
}
