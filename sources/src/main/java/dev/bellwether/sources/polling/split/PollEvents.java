// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.split;

import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * What readers and enumerator tell each other beside Flink's own requests and assignments.
 *
 * <p>Java serialization carries them over the wire; they are never in a checkpoint.
 */
public final class PollEvents {

    private PollEvents() {}

    /** Reader, once, at its start: these splits were in my state, and nothing else do I hold. */
    public static final class SplitsHeld implements SourceEvent {
        private static final long serialVersionUID = 1L;

        private final List<PollSplit> splits;

        public SplitsHeld(List<PollSplit> splits) {
            this.splits = List.copyOf(splits);
        }

        public List<PollSplit> splits() {
            return splits;
        }
    }

    /** Enumerator, in answer to {@link SplitsHeld}: begin, but first pause for so long. */
    public static final class Begin implements SourceEvent {
        private static final long serialVersionUID = 1L;

        private final long pauseMillis;

        public Begin(long pauseMillis) {
            this.pauseMillis = pauseMillis;
        }

        public long pauseMillis() {
            return pauseMillis;
        }
    }

    /** Reader: all of this split is emitted. I keep it in my state until you acknowledge. */
    public static final class SplitFinished implements SourceEvent {
        private static final long serialVersionUID = 1L;

        private final PollSplit split;
        private final long lastSuccessMillis;

        /**
         * @param lastSuccessMillis when an answer was last usable; {@link Long#MIN_VALUE} if none
         */
        public SplitFinished(PollSplit split, long lastSuccessMillis) {
            this.split = split;
            this.lastSuccessMillis = lastSuccessMillis;
        }

        public PollSplit split() {
            return split;
        }

        public long lastSuccessMillis() {
            return lastSuccessMillis;
        }
    }

    /** Enumerator: I have noted that this split is finished. Forget it. */
    public static final class SplitAcknowledged implements SourceEvent {
        private static final long serialVersionUID = 1L;

        private final String splitId;

        public SplitAcknowledged(String splitId) {
            this.splitId = splitId;
        }

        public String splitId() {
            return splitId;
        }
    }

    /** Reader: the provider wants everyone to wait. Enumerator, to all readers: wait. */
    public static final class Pause implements SourceEvent {
        private static final long serialVersionUID = 1L;

        private final long pauseMillis;

        public Pause(long pauseMillis) {
            this.pauseMillis = pauseMillis;
        }

        public long pauseMillis() {
            return pauseMillis;
        }
    }

    /** Reader: the credential was refused. Enumerator, to all readers: stop polling. */
    public static final class Refused implements SourceEvent {
        private static final long serialVersionUID = 1L;

        private final String message;

        public Refused(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }
    }
}
