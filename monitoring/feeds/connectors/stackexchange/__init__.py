"""Stack Exchange: questions with a tag or words on one of its sites, and what is answered and commented there.

Facts it is built on: https://api.stackexchange.com/docs/throttle and https://api.stackexchange.com/docs/advanced-search.
"""
