/**
 * The human study of Appendix A: people judge examples of Region Cell Matching, and their answers are analysed.
 *
 * <ol>
 *   <li>{@link dev.sonde.study.HumanStudy} draws the items from the test examples.
 *   <li>{@link dev.sonde.study.StudyPage} writes one HTML file in which a participant answers them, and beside it the
 *       {@link dev.sonde.study.StudyKey} with the right answers, which stays with whoever runs the study.
 *   <li>{@link dev.sonde.study.StudyAnswers} reads the files that the participants send back.
 *   <li>{@link dev.sonde.study.StudyResult} computes accuracy and agreement after the exclusions of the paper.
 * </ol>
 *
 * <p>{@link dev.sonde.study.SimulatedRaters} stand in where there are no people yet; whatever is made from their answers
 * says "simulated".
 */
package dev.sonde.study;
