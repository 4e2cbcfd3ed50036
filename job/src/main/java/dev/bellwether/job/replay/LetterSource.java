// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import java.io.IOException;
import java.util.List;

/** Where dead letters are taken from. */
interface LetterSource extends AutoCloseable {

    /** Letters of one batch; a longer file or queue comes in several. */
    int BATCH = 10_000;

    /** The next ones; none at the end. */
    List<FoundLetter> next() throws IOException;

    /** These are where they belong: the source need not keep them. */
    void putBack(List<FoundLetter> letters) throws IOException;

    /** Lets go of what was not put back. */
    @Override
    void close() throws IOException;
}
