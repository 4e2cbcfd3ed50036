// SPDX-License-Identifier: Apache-2.0
/** The one form that dead letters have outside of a job, whichever end they leave by. */
package dev.bellwether.sinks.deadletters;
