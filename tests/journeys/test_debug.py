import datetime
from pathlib import Path
from reviewer_app.app import Program
from reviewer_app.frameworks.shipped import shipped
from reviewer_app.review import capture, timetable
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.model.words import ActivityKind, Bearing
from tests.journeys.test_one_review import *
from tests.journeys.test_one_review import desk
del test_one_review_from_first_run_to_a_second_profile
def test_rest(desk, tmp_path):
    p=Program(); s,_c=p.create(tmp_path/"mine"); s.become("Helen")
    fw=shipped()[0]; r=s.create_review(SchoolFacts("Larkfield Primary School"),fw,start=str(datetime.date.today()),days=3)
    o=s.open(r)
    a=s.do(o,timetable.plan,ActivityKind.LESSON_VISIT,"Year 4 mathematics",start=datetime.date.today().isoformat()+"T10:15:00+00:00")
    s.do(o,capture.start_visit,a)
    for i in range(15): s.do(o,capture.commit_note,a,f"Note number {i}",bearing=Bearing.WWW,criteria=["attitudes-to-learning","subject-knowledge"])
    s.close()
    desk.start(); desk.named("Plan the day")
    import os
    if os.environ.get("KILL"): killed_in_mid_sentence(desk)
    if os.environ.get('FIND'): find(desk)
    report = seal(desk, tmp_path)
    checked_by_others(report)
    import time; desk.keys('ctrl+q'); time.sleep(4); desk.picture(Path('/tmp/q.png'))
    if desk.process.poll() is None:
        import subprocess; print(subprocess.run(['py-spy','dump','--pid',str(desk.process.pid)],capture_output=True,text=True).stdout)
    exchange_with_a_second_person(desk, tmp_path)
    both_profiles_are_equal(tmp_path)
