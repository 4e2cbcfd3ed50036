// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.io.Serializable;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * Makes the fetcher of one reader, on the task manager where that reader runs.
 *
 * @param <T> type of the records
 */
@FunctionalInterface
public interface PollFetcherFactory<T> extends Serializable {

    /**
     * @throws PollRefusedException if there is no usable credential: the source then stops polling
     * @throws Exception if the fetcher cannot be made for another reason: the job fails
     */
    PollFetcher<T> create(SourceReaderContext context) throws Exception;
}
