// SPDX-License-Identifier: Apache-2.0

import CKernels
import RealModule

/// The optimizer AdamW, one fused pass over the parameters a step.
///
/// With g = gradientFactor * gradient: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
/// parameter -= learningRate * (weightDecay * parameter + m' / (sqrt(v') + epsilon)) with
/// m' = m / (1 - beta1^t) and v' = v / (1 - beta2^t). Loshchilov and Hutter, "Decoupled Weight Decay
/// Regularization", ICLR 2019, arXiv:1711.05101, algorithm 2; the learning rate multiplies the decay
/// too, as in PyTorch. O(count), bound by memory.
package struct AdamW: Sendable {
  /// The step size.
  package var learningRate: Float
  /// How much of the mean of gradients stays.
  package var beta1: Float
  /// How much of the mean of squared gradients stays.
  package var beta2: Float
  /// What keeps the divisor from zero.
  package var epsilon: Float
  /// How fast parameters shrink by themselves.
  package var weightDecay: Float

  /// Creates settings; PyTorch's defaults but for the learning rate.
  package init(
    learningRate: Float, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8,
    weightDecay: Float = 0.01
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  /// Takes a step; results are reproducible within one set, however the run is split.
  ///
  /// - Parameters:
  ///   - parameters: What moves, `[count]`.
  ///   - gradients: The loss's gradient, likewise.
  ///   - means: The running mean of gradients; zero before the first step.
  ///   - squares: The running mean of squared gradients, likewise.
  ///   - step: The number of the step, from 1.
  ///   - gradientFactor: What gradients are multiplied with first: averaging, clipping.
  ///   - kernels: The kernel set.
  package func apply(
    to parameters: MutableFloats, gradients: Floats, means: MutableFloats, squares: MutableFloats,
    step: Int, gradientFactor: Float = 1, kernels: KernelSet
  ) {
    let count = parameters.count
    precondition(gradients.count == count, "a gradient for each parameter")
    precondition(means.count == count && squares.count == count, "a state for each parameter")
    precondition(step > 0 && kernels.isSupported, "steps from 1, by kernels of this processor")
    var block = pk_adamw(
      parameters: parameters.baseAddress, gradients: gradients.baseAddress,
      means: means.baseAddress, squares: squares.baseAddress, count: count,
      learning_rate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
      weight_decay: weightDecay, correction1: correction(beta1, step),
      correction2: correction(beta2, step), gradient_factor: gradientFactor)
    pk_adamw_step(&block, kernels.code)
  }

  private func correction(_ beta: Float, _ step: Int) -> Float {
    Float(1 - Double.pow(Double(beta), step))
  }
}
