package dev.sonde.probe;

/**
 * How a training stood at the end of an epoch.
 *
 * @param number of the epoch, from 1
 * @param loss the mean over the epoch's steps, each before its update
 * @param lastLoss that of its last step
 * @param score accuracy, or share of boxes with IoU at least 0.5, on the validation rows
 * @param rate the learning rate of its last step
 */
public record EpochScore(int number, double loss, double lastLoss, double score, double rate) {}
