# SPDX-License-Identifier: Apache-2.0
"""Other generators of people behind one line of words in and one line of numbers out.

`faker N`, `mimesis N` and `panorama N` make N people, write them as JSON lines to the file that the
first argument names, and answer seconds, processor seconds, records, fields and bytes. `panorama`
follows the rules that the PANORAMA paper (arXiv:2505.12238) published for its 35 fields, on Faker's
providers, written anew here; it makes no documents.
"""

import json
import random
import sys
import time

from faker import Faker
from mimesis import Generic
from mimesis.locales import Locale

PATH = sys.argv[1]

EDUCATION = {
    "Less than High School": (5, 16), "High School": (25, 16), "Some College": (15, 18),
    "Associate's": (10, 19), "Vocational": (5, 18), "Diploma": (5, 18),
    "Professional Certificate": (5, 18), "Bachelor's": (25, 21), "Master's": (10, 22), "PhD": (3, 25),
}
TIERS = [(15, 45), (40, 85), (50, 120), (70, 250), (65, 300)]
JOBS = [(f"occupation {n}", n % 5, 1 + n % 7) for n in range(101)]
STATUS = {"Very Low": (5, 0.1, 450), "Low": (20, 0.5, 550), "Medium": (40, 1, 650),
          "High": (25, 2.5, 720), "Very High": (10, 5, 760)}
PLATFORMS = {"Twitter": 15, "Facebook": 20, "LinkedIn": 10, "Instagram": 20, "TikTok": 15,
             "Snapchat": 10, "Reddit": 10, "Pinterest": 5}
BLOOD = {"A+": 34, "A-": 6, "B+": 9, "B-": 2, "AB+": 3, "AB-": 1, "O+": 37, "O-": 7}


def drawn(weights):
    return random.choices(list(weights), list(weights.values()))[0]


def panorama_person(fake, today_year=2026):
    """One person by the published order: age, education, marriage, children, job, pay, the rest."""
    gender = drawn({"Male": 48, "Female": 48, "Non-Binary": 3, "Other": 1})
    first = fake.first_name_male() if gender == "Male" else fake.first_name_female()
    born_as = last = fake.last_name()
    birth = fake.date_of_birth(minimum_age=18, maximum_age=90)
    age = today_year - birth.year
    education = drawn({name: weight for name, (weight, floor) in EDUCATION.items() if age >= floor})
    marriage = {"Single": 35, "Married": 50, "Divorced": 10, "Widowed": 5}
    if age < 22:
        marriage = {"Single": 52.5, "Married": 10, "Divorced": 1, "Widowed": 1}
    elif age > 65:
        marriage.update(Single=17.5, Widowed=15)
    status = drawn(marriage)
    children = 0
    if status == "Married" and age > 20:
        children = random.choices(range(5), [20, 30, 30, 15, 5])[0]
    elif status != "Single" and age > 22:
        children = random.choices(range(5), [30, 30, 25, 10, 5])[0]
    spouse = "N/A"
    if status == "Married" or random.random() < 0.6:
        spouse = f"{fake.first_name()} {fake.last_name()}"
    if status == "Married" and gender == "Female" and random.random() < 0.8:
        last = spouse.split()[-1]
    title, tier, weight = random.choices(JOBS, [job[2] for job in JOBS])[0]
    low, high = TIERS[tier]
    salary = random.uniform(low, high) * 1000 * min(1.5, 1 + (age - 18) / 40)
    finance = drawn({name: values[0] for name, values in STATUS.items()})
    worth = salary * random.uniform(0.02, 0.15) * (age - 18) * STATUS[finance][1]
    credit = max(300, min(850, STATUS[finance][2] + random.randint(-80, 80) + (age - 18) // 2))
    employer = fake.company()
    handles = {drawn(PLATFORMS): f"{first}{last}{random.randint(1, 99)}".lower()[:20]
               for _ in range(random.randint(0, 4))}
    return {
        "Unique ID": fake.uuid4(), "Locale": "en_US", "Gender": gender, "First Name": first,
        "Last Name": last, "Father's Name": f"{fake.first_name_male()} {born_as}",
        "Mother's Name": f"{fake.first_name_female()} {born_as}", "Birth Date": str(birth),
        "Age": str(age), "Nationality": "American", "Birth City": fake.city(),
        "Address": fake.address().replace("\n", ", "), "Education Info": education,
        "Marital Status": status, "Spouse Name": spouse, "Children Count": str(children),
        "Job Title": title, "Employer": employer, "Annual Salary": f"{salary:.2f}",
        "Finance Status": finance, "Net Worth": f"{worth:.2f}", "Credit Score": str(credit),
        "National ID": fake.ssn(),
        "Passport": fake.passport_number() if random.random() < 0.6 else "",
        "Driver's License": fake.bothify("US-DL-########") if random.random() < 0.85 else "",
        "Phone": fake.phone_number(),
        "Work Phone": fake.phone_number() if random.random() < 0.7 else "",
        "Email Address": f"{first}.{last}@gmail.com".lower(),
        "Work Email": f"{first[0]}.{last}@{employer.split()[0]}.com".lower(),
        "Social Media Handles": handles, "Blood Type": drawn(BLOOD),
        "Allergies": drawn({"None": 70, "Peanuts": 12, "Pollen": 20, "Latex": 14}),
        "Disability": drawn({"None": 85, "Hearing": 10, "Mobility": 10}),
        "Emergency Contact Name": fake.name(), "Emergency Contact Phone": fake.phone_number(),
    }


def mimesis_person(generic):
    """The fields that Mimesis offers of those that our profiles have."""
    person, address, payment, finance = (
        generic.person, generic.address, generic.payment, generic.finance)
    return {
        "full_name": person.full_name(), "gender": person.gender(), "birthdate": str(person.birthdate()),
        "nationality": person.nationality(), "birth_city": address.city(),
        "address": address.address(), "city": address.city(), "state": address.state(),
        "postcode": address.postal_code(), "education": person.academic_degree(),
        "university": person.university(), "job": person.occupation(), "employer": finance.company(),
        "phone": person.telephone(), "work_phone": person.telephone(), "email": person.email(),
        "work_email": person.email(), "handle": person.username(), "blood": person.blood_type(),
        "identifier": person.identifier(), "card": payment.credit_card_number(),
        "contact": person.full_name(), "contact_phone": person.telephone(),
    }


def main():
    fake = Faker("en_US")
    Faker.seed(1)
    random.seed(1)
    generic = Generic(locale=Locale.EN, seed=1)
    makers = {
        "faker": lambda: {key: str(value) for key, value in fake.profile().items()},
        "mimesis": lambda: mimesis_person(generic),
        "panorama": lambda: panorama_person(fake),
    }
    for make in makers.values():
        make()
    print("ready", flush=True)
    for line in sys.stdin:
        name, count = line.split()
        make = makers[name]
        fields = len(make())
        start, processor = time.perf_counter(), time.process_time()
        with open(PATH, "w", encoding="utf-8") as file:
            for _ in range(int(count)):
                file.write(json.dumps(make(), ensure_ascii=False))
                file.write("\n")
            size = file.tell()
        seconds = time.perf_counter() - start
        processor = time.process_time() - processor
        print(json.dumps({"seconds": seconds, "processor": processor, "records": int(count),
                          "fields": fields, "bytes": size}), flush=True)


main()
