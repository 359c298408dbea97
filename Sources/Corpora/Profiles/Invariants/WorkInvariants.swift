// SPDX-License-Identifier: Apache-2.0

extension ProfileInvariant {
  /// The least age by which each category of `Facet.education` can be reached.
  private static let educationAges = [15, 16, 17, 17, 20, 21, 24]

  /// Schooling.
  static let ofEducation = [
    ProfileInvariant("education-known", "The education is one of the known levels.") {
      $0[.education] == nil || $0.education != nil
    },
    ProfileInvariant("old-enough-for-education", "Nobody is too young for the education.") {
      guard let age = $0.age, let education = $0.education else { return true }
      return age >= educationAges[education]
    },
    ProfileInvariant("school-starts-in-childhood", "School begins at 3 to 8 years.") { reading in
      guard let start = reading.events(.schoolStart).first else { return true }
      return reading.age(on: start.date).map { (3...8).contains($0) } ?? true
    },
    ProfileInvariant("graduation-after-school", "Graduations follow the first day of school.") {
      reading in
      guard let start = reading.events(.schoolStart).first else { return true }
      return reading.events(.graduation).allSatisfy { $0.date > start.date }
    },
    ProfileInvariant("graduation-age", "Who graduates is 14 to 60 years old.") { reading in
      reading.events(.graduation).allSatisfy { event in
        reading.age(on: event.date).map { (14...60).contains($0) } ?? true
      }
    },
    ProfileInvariant("degree-has-graduation", "A last graduation comes late enough for a degree.") {
      guard let education = $0.education, education >= 4, $0.profile.life != nil,
        $0.profile.facets[.work] != "student"
      else { return true }
      guard let last = $0.events(.graduation).last, let age = $0.age(on: last.date) else {
        return false
      }
      return age >= educationAges[education]
    },
    ProfileInvariant("no-diploma-no-graduation", "Who has no diploma never graduated.") {
      $0.education != 0 || $0.events(.graduation).isEmpty
    },
  ]

  /// The present job.
  static let ofWork = [
    ProfileInvariant("job-known", "The job of the employed is one of the known titles.") {
      !$0.isEmployed || $0[.jobTitle] == nil || $0.job != nil
    },
    ProfileInvariant("job-education", "The education is enough for the job.") {
      guard let job = $0.job, let education = $0.education else { return true }
      return education >= job.minimumEducation
    },
    ProfileInvariant("job-age", "The person has the least age of the job.") {
      guard let job = $0.job, let age = $0.age else { return true }
      return age >= job.minimumAge
    },
    ProfileInvariant("job-began-old-enough", "The job began at its least age or later.") {
      guard let job = $0.job, let since = $0.date(.workSince), let age = $0.age(on: since) else {
        return true
      }
      return age >= job.minimumAge
    },
    ProfileInvariant("job-began-after-degree", "The job began at an age that its degree allows.") {
      guard let job = $0.job, let since = $0.date(.workSince), let age = $0.age(on: since) else {
        return true
      }
      return age >= educationAges[job.minimumEducation]
    },
    ProfileInvariant("employed-have-a-job", "The employed have job, employer and first day.") {
      guard $0.profile.facets[.work] == "employed" else { return true }
      return $0[.jobTitle] != nil && $0[.employer] != nil && $0[.workSince] != nil
    },
    ProfileInvariant("students-have-no-job", "Students are in no lasting job.") {
      guard $0.profile.facets[.work] == "student" else { return true }
      return $0[.employer] == nil && $0[.workSince] == nil && openJobs($0).isEmpty
    },
    ProfileInvariant("work-contact-needs-work", "Only the employed have a work phone or mail.") {
      $0.isEmployed || $0[.workPhone] == nil && $0[.workEmail] == nil
    },
    ProfileInvariant("work-ends-with-age", "Nobody works at 76 or later.") {
      guard let age = $0.age, $0.isEmployed else { return true }
      return age <= 75
    },
    ProfileInvariant("retired-are-old-enough", "The retired are 55 or older.") {
      guard let age = $0.age, $0.profile.facets[.work] == "retired" else { return true }
      return age >= 55
    },
    ProfileInvariant("previous-employer-is-another", "The previous employer is not the present.") {
      guard let previous = $0[.previousEmployer] else { return true }
      return previous != $0[.employer]
    },
  ]

  /// Jobs along the life line.
  static let ofCareers = [
    ProfileInvariant("job-since-its-start", "The present job began at the last start of one.") {
      guard let since = $0.date(.workSince), $0.profile.life != nil else { return true }
      return $0.events(.jobStart).last?.date == since
    },
    ProfileInvariant("jobs-end-before-others", "Jobs start and end in turn.") { reading in
      var isInJob = false
      for event in reading.profile.life ?? [] {
        if event.kind == .jobStart || event.kind == .jobEnd {
          guard isInJob == (event.kind == .jobEnd) else { return false }
          isInJob.toggle()
        }
      }
      return true
    },
    ProfileInvariant("employed-are-in-a-job", "The last job of the employed has no end.") {
      guard $0.profile.life != nil, $0.profile.facets[.work] == "employed" else { return true }
      return !openJobs($0).isEmpty
    },
    ProfileInvariant("jobless-are-in-no-job", "Every job of people without work has ended.") {
      guard let work = $0.profile.facets[.work], work != "employed" else { return true }
      return openJobs($0).isEmpty
    },
    ProfileInvariant("first-job-age", "Nobody starts a job before 15.") { reading in
      reading.events(.jobStart).allSatisfy { event in
        reading.age(on: event.date).map { $0 >= 15 } ?? true
      }
    },
    ProfileInvariant("retirement-age", "Who retires is 55 to 75 years old.") { reading in
      reading.events(.retirement).allSatisfy { event in
        reading.age(on: event.date).map { (55...75).contains($0) } ?? true
      }
    },
    ProfileInvariant("retired-have-retired", "Retirement stands in the life line of the retired.") {
      guard $0.profile.life != nil, let work = $0.profile.facets[.work] else { return true }
      return (work == "retired") == ($0.events(.retirement).count == 1)
    },
    ProfileInvariant("no-job-after-retirement", "No job starts after retirement.") { reading in
      guard let retirement = reading.events(.retirement).first else { return true }
      return reading.events(.jobStart).allSatisfy { $0.date <= retirement.date }
    },
    ProfileInvariant("previous-employer-had-an-end", "A previous employer needs an ended job.") {
      guard $0[.previousEmployer] != nil, $0.profile.life != nil else { return true }
      return !$0.events(.jobEnd).isEmpty
    },
  ]

  /// The starts of jobs that no end follows.
  private static func openJobs(_ reading: ProfileReading) -> ArraySlice<LifeEvent> {
    let turns = (reading.profile.life ?? []).filter { $0.kind == .jobStart || $0.kind == .jobEnd }
    let lastEnd = turns.lastIndex { $0.kind == .jobEnd }
    return turns[(lastEnd.map { $0 + 1 } ?? 0)...]
  }
}
