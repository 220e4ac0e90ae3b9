"""GDELT: headlines of the world's news sites with words of your choice, as long as its overloaded interface lets anybody in.

Facts it is built on: https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/.
"""
